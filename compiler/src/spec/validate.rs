//! Checks the structure of a spec against its JSON Schema and reports every problem at once; serde would stop
//! at the first one.
//!
//! The validator supports the part of JSON Schema that [`super::json_schema`] uses: `type`, `properties`,
//! `required`, `additionalProperties`, `unevaluatedProperties`, `items`, `const`, `oneOf`, `anyOf`, `$ref`
//! and the bounds of numbers, arrays and objects.

use serde_json::{Map, Value};

use super::{Positions, position::join, schema::json_schema, suggest};
use crate::diagnostic::{Diagnostic, quoted};

/// Returns a problem for everything in `value` that the schema of specs does not allow.
pub(super) fn validate(value: &Value, positions: &Positions) -> Vec<Diagnostic> {
    let schema = json_schema();
    let units = value.get("units").and_then(Value::as_object);
    let units = units.into_iter().flat_map(|units| units.keys().map(String::as_str)).collect();
    let mut validator = Validator { root: &schema, units, positions, problems: Vec::new() };
    validator.check(&schema, value, "");
    validator.problems
}

struct Validator<'a> {
    root: &'a Value,
    /// The names of the spec's units, which are types of blocks too.
    units: Vec<&'a str>,
    positions: &'a Positions,
    problems: Vec<Diagnostic>,
}

impl<'a> Validator<'a> {
    fn check(&mut self, schema: &'a Value, value: &Value, pointer: &str) {
        let schema = self.resolve(schema);
        let alternatives = self.alternatives(schema);
        if let Value::Object(object) = value
            && schema.get("properties").is_some()
        {
            return self.check_object(schema, object, pointer);
        }
        if !alternatives.is_empty() {
            return self.check_alternatives(&alternatives, value, pointer);
        }
        if !admits(schema, value) {
            return self.mismatch(&[schema], value, pointer);
        }
        match value {
            Value::Array(items) => {
                if let Some(schema) = schema.get("items") {
                    for (i, item) in items.iter().enumerate() {
                        self.check(schema, item, &join(pointer, &i.to_string()));
                    }
                }
            }
            Value::Object(fields) => {
                if let Some(schema) = schema.get("additionalProperties") {
                    for (key, field) in fields {
                        self.check(schema, field, &join(pointer, key));
                    }
                }
            }
            _ => {}
        }
    }

    /// Checks an object field by field. If its type has alternatives, the object's tag selects one.
    fn check_object(&mut self, schema: &'a Value, object: &Map<String, Value>, pointer: &str) {
        let mut parts = vec![schema];
        let alternatives = self.alternatives(schema);
        if !alternatives.is_empty() {
            match tagged(&alternatives, object) {
                Tag::Known(alternative) => parts.push(alternative),
                Tag::Wrong(field, mut names) => {
                    let found = show(object.get(field).unwrap_or(&Value::Null));
                    let name = object.get(field).and_then(Value::as_str).unwrap_or_default();
                    if let Some(unit) = self.unit(name, &alternatives) {
                        return self.check_fields(&[schema, unit], object, pointer);
                    }
                    names.extend(&self.units);
                    let help = suggest::help(name, "types", names.iter().copied());
                    self.problem(
                        &join(pointer, field),
                        format!("unknown block type {found}"),
                        Some(help),
                    );
                    return;
                }
                Tag::Missing(field, names) => {
                    let help = format!("it is one of {}", suggest::list(&names));
                    self.problem(pointer, format!("missing field `{field}`"), Some(help));
                    return;
                }
            }
        }
        self.check_fields(&parts, object, pointer);
    }

    /// Returns the alternative for a use of the unit `name`; `None` if the spec has no such unit.
    fn unit(&self, name: &str, alternatives: &[&'a Value]) -> Option<&'a Value> {
        let any =
            |schema: &&&'a Value| schema.get("additionalProperties").is_some_and(Value::is_object);
        self.units.contains(&name).then(|| alternatives.iter().find(any).copied())?
    }

    /// Checks an object whose fields are those of all `parts` together.
    fn check_fields(&mut self, parts: &[&'a Value], object: &Map<String, Value>, pointer: &str) {
        let further = parts.iter().find_map(|part| part.get("additionalProperties"));
        let further = further.filter(|schema| schema.is_object());
        let fields: Vec<(&str, &'a Value)> = parts
            .iter()
            .filter_map(|part| part.get("properties")?.as_object())
            .flatten()
            .map(|(name, schema)| (name.as_str(), schema))
            .collect();
        let mut meant: Vec<&str> = Vec::new();
        for (key, value) in object {
            let field = fields.iter().find(|(name, _)| name == key).map(|(_, schema)| *schema);
            match field.or(further) {
                Some(schema) => self.check(schema, value, &join(pointer, key)),
                None => {
                    let known = fields.iter().map(|(name, _)| *name);
                    let known: Vec<&str> =
                        known.filter(|name| !object.contains_key(*name)).collect();
                    let help = suggest::help(key, "fields", known.iter().copied());
                    meant.extend(suggest::nearest(key, &known));
                    self.unknown_field(pointer, key, help);
                }
            }
        }
        let required = parts.iter().filter_map(|part| part.get("required")?.as_array()).flatten();
        for name in required.filter_map(Value::as_str) {
            // A misspelt field is one problem, not two.
            if object.contains_key(name) || meant.contains(&name) {
                continue;
            }
            let field = fields.iter().find(|(field, _)| *field == name);
            let help = field.map(|(_, schema)| {
                let schemas = self.leaves(schema);
                format!("it takes {}", expected(&schemas))
            });
            self.problem(pointer, format!("missing field `{name}`"), help);
        }
    }

    /// Checks a value that may have one of several forms.
    fn check_alternatives(&mut self, alternatives: &[&'a Value], value: &Value, pointer: &str) {
        let fits = |schema: &&&'a Value| match value {
            Value::Object(object) => required(schema).any(|name| object.contains_key(name)),
            _ => same_type(schema, value),
        };
        if let Some(schema) = alternatives.iter().find(fits) {
            // Several constants form one choice; the message lists all of them.
            if schema.get("const").is_none() {
                return self.check(schema, value, pointer);
            }
            if alternatives.iter().any(|schema| admits(schema, value)) {
                return;
            }
        }
        // The alternatives for an object differ by a required field, which may be misspelt.
        let tags: Vec<&str> = alternatives.iter().flat_map(|schema| required(schema)).collect();
        let keys = value.as_object().into_iter().flat_map(Map::keys);
        let misspelt = keys.filter(|key| suggest::nearest(key, &tags).is_some());
        if let Some(key) = misspelt.into_iter().next() {
            let help = suggest::help(key, "fields", tags.iter().copied());
            return self.unknown_field(pointer, key, help);
        }
        self.mismatch(alternatives, value, pointer);
    }

    fn mismatch(&mut self, schemas: &[&'a Value], value: &Value, pointer: &str) {
        let constants: Vec<&str> = constants(schemas).collect();
        let help = value
            .as_str()
            .filter(|_| !constants.is_empty())
            .map(|name| suggest::help(name, "values", constants))
            .filter(|help| help.starts_with("did you mean"));
        let schemas: Vec<&Value> = schemas.iter().flat_map(|schema| self.leaves(schema)).collect();
        self.problem(
            pointer,
            format!("expected {}, found {}", expected(&schemas), show(value)),
            help,
        );
    }

    /// Reports a field of the object at `pointer` that the schema does not know.
    fn unknown_field(&mut self, pointer: &str, key: &str, help: String) {
        let pointer = join(pointer, key);
        let position = self.positions.of_key(&pointer);
        let message = format!("unknown field {}", quoted(key));
        let problem = Diagnostic::new(pointer, message).with_help(help);
        self.problems.push(Diagnostic { position, ..problem });
    }

    fn problem(&mut self, pointer: &str, message: String, help: Option<String>) {
        let diagnostic = self.positions.diagnostic(pointer, message);
        self.problems.push(Diagnostic { help, ..diagnostic });
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").and_then(Value::as_str);
        target
            .and_then(|target| self.root.pointer(target.trim_start_matches('#')))
            .unwrap_or(schema)
    }

    /// Returns the alternatives of a schema, and those of alternatives in their place; empty if there are none.
    fn alternatives(&self, schema: &'a Value) -> Vec<&'a Value> {
        let list = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array);
        let flat = |schema: &'a Value| {
            let schema = self.resolve(schema);
            let inner = match schema.get("properties") {
                Some(_) => Vec::new(),
                None => self.alternatives(schema),
            };
            if inner.is_empty() { vec![schema] } else { inner }
        };
        list.into_iter().flatten().flat_map(flat).collect()
    }

    /// Returns the schemas behind references and alternatives.
    fn leaves(&self, schema: &'a Value) -> Vec<&'a Value> {
        let schema = self.resolve(schema);
        let alternatives = self.alternatives(schema);
        if alternatives.is_empty() || schema.get("properties").is_some() {
            return vec![schema];
        }
        alternatives.into_iter().flat_map(|schema| self.leaves(schema)).collect()
    }
}

enum Tag<'a> {
    Known(&'a Value),
    Wrong(&'a str, Vec<&'a str>),
    Missing(&'a str, Vec<&'a str>),
}

/// Returns the alternative whose constant field has the same value as in the object.
fn tagged<'a>(alternatives: &[&'a Value], object: &Map<String, Value>) -> Tag<'a> {
    let mut names = Vec::new();
    let mut field = "type";
    for alternative in alternatives {
        let properties = alternative.get("properties").and_then(Value::as_object);
        for (key, schema) in properties.into_iter().flatten() {
            if let Some(Value::String(name)) = schema.get("const") {
                if object.get(key).and_then(Value::as_str) == Some(name) {
                    return Tag::Known(alternative);
                }
                field = key;
                names.push(name.as_str());
            }
        }
    }
    if object.contains_key(field) { Tag::Wrong(field, names) } else { Tag::Missing(field, names) }
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn constants<'a>(schemas: &[&'a Value]) -> impl Iterator<Item = &'a str> {
    schemas.iter().filter_map(|schema| schema.get("const")?.as_str())
}

fn type_of(schema: &Value) -> &str {
    schema.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn same_type(schema: &Value, value: &Value) -> bool {
    match type_of(schema) {
        "integer" | "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// Whether the value has the schema's type and is within its bounds.
fn admits(schema: &Value, value: &Value) -> bool {
    let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
    let within = |number: f64, least: &str, greatest: &str| {
        bound(least).is_none_or(|least| number >= least)
            && bound(greatest).is_none_or(|greatest| number <= greatest)
    };
    let bounded = match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| {
            within(number, "minimum", "maximum") && (value.is_u64() || type_of(schema) != "integer")
        }),
        Value::Array(items) => within(items.len() as f64, "minItems", "maxItems"),
        Value::Object(fields) => within(fields.len() as f64, "minProperties", "maxProperties"),
        _ => true,
    };
    same_type(schema, value)
        && bounded
        && schema.get("const").is_none_or(|constant| constant == value)
}

/// Describes the values that the schemas allow.
fn expected(schemas: &[&Value]) -> String {
    let names: Vec<&str> = constants(schemas).collect();
    if !names.is_empty() {
        return format!("one of {}", suggest::list(&names));
    }
    let mut forms: Vec<String> = Vec::new();
    let mut objects: Vec<String> = Vec::new();
    for schema in schemas {
        let form = match type_of(schema) {
            "object" => {
                objects.extend(required(schema).next().map(|name| format!("`{name}`")));
                continue;
            }
            "array" => format!("an array{}", length(schema)),
            "integer" => format!("an integer{}", range(schema)),
            "number" => format!("a number{}", range(schema)),
            "boolean" => "true or false".into(),
            _ => "a string".into(),
        };
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    if forms.is_empty() {
        return "an object".into();
    }
    if !objects.is_empty() {
        forms.push(format!("an object with {}", alternatives(&objects)));
    }
    alternatives(&forms)
}

/// Joins forms as "a, b or c".
fn alternatives(forms: &[String]) -> String {
    match forms.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => forms.concat(),
    }
}

/// Describes the bounds of an array's length.
fn length(schema: &Value) -> String {
    let bound = |name: &str| schema.get(name).and_then(Value::as_u64);
    match (bound("minItems"), bound("maxItems")) {
        (Some(least), Some(greatest)) if least == greatest => format!(" of {least} items"),
        (Some(least), Some(greatest)) => format!(" of {least} to {greatest} items"),
        (Some(least), None) => format!(" of at least {least} items"),
        (None, Some(greatest)) => format!(" of at most {greatest} items"),
        (None, None) => String::new(),
    }
}

/// Describes the bounds of a number.
fn range(schema: &Value) -> String {
    let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(greatest)) => format!(" from {least} to {greatest}"),
        (Some(least), None) => format!(" from {least}"),
        (None, Some(greatest)) => format!(" up to {greatest}"),
        (None, None) => String::new(),
    }
}

/// Returns the text of a value for a message.
fn show(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.chars().count() > 40 => "a long string".into(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("an array of {}", items.len()),
        Value::Object(_) => "an object".into(),
    }
}
