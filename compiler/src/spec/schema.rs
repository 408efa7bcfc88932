//! The JSON Schema of a spec. Editors use it, and `validate.rs` checks specs against it.

use serde_json::Value;

use super::Spec;

/// Generates the schema from the types of a spec. `models/espnet.schema.json` is this value.
pub fn json_schema() -> Value {
    let mut schema = schemars::schema_for!(Spec).to_value();
    tidy(&mut schema);
    schema
}

/// Removes the type `null` from optional fields, which can only be left out, and puts every description on
/// one line.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_mut_slice() {
                    fields["type"] = only.take();
                }
            }
            if let Some(Value::Array(forms)) = fields.get_mut("anyOf") {
                forms.retain(|form| form["type"] != "null");
                if let [Value::Object(only)] = forms.as_mut_slice() {
                    let only = std::mem::take(only);
                    fields.remove("anyOf");
                    fields.extend(only);
                }
            }
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = description.replace('\n', " ");
            }
            fields.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
