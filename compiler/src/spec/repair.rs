//! What else is wrong with a spec whose structure is: the parts with problems are replaced by
//! harmless ones, so that the names, widths and limits of the others can be checked.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Overrides, Spec, position::Positions, suggest, validate};
use crate::diagnostic::{Diagnostic, Diagnostics};

impl Spec {
    /// Every problem of a spec in whose structure `known` are: those, and what can be checked beside
    /// them.
    pub(crate) fn all_problems(
        text: &str,
        overrides: &Overrides,
        known: Diagnostics,
    ) -> Diagnostics {
        let mut problems = known.0;
        problems.extend(others(text, overrides, &problems).into_iter().flatten());
        problems.sort_by_key(|problem| problem.position);
        Diagnostics(problems)
    }
}

/// Problems outside the parts that have one; nothing if too much is wrong to say.
fn others(text: &str, overrides: &Overrides, known: &[Diagnostic]) -> Option<Vec<Diagnostic>> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    let parts: BTreeSet<String> = known.iter().map(|problem| part(&problem.path)).collect();
    if known.iter().any(|problem| renames(&problem.path)) {
        return None;
    }
    for part in &parts {
        replace(&mut value, part)?;
    }
    let positions = Positions::of(text);
    if !validate::validate(&value, &positions).is_empty() {
        return None;
    }
    let mut spec: Spec = serde_json::from_value(value).ok()?;
    spec.positions = positions;
    let problems = spec.resolve(overrides).err()?.0;
    // An override that seems to change nothing may have an effect in a part that is wrong.
    let elsewhere =
        |problem: &Diagnostic| problem.position.is_some() && !parts.contains(&part(&problem.path));
    Some(problems.into_iter().filter(elsewhere).collect())
}

/// The first two steps of a pointer, such as `/blocks/3`.
fn part(pointer: &str) -> String {
    let end = pointer.match_indices('/').nth(2).map_or(pointer.len(), |(byte, _)| byte);
    pointer[..end].to_owned()
}

/// Whether other blocks may not find a block since its name, or the number of its copies, is wrong.
fn renames(pointer: &str) -> bool {
    let field = pointer.strip_prefix("/blocks/").and_then(|rest| rest.split('/').nth(1));
    field.is_some_and(|field| suggest::nearest(field, &["name", "repeat"]).is_some())
}

/// Puts something harmless in the place of a part; nothing if that cannot be done.
fn replace(spec: &mut Value, part: &str) -> Option<()> {
    let fields = spec.as_object_mut()?;
    let mut steps = part.split('/').skip(1);
    let (Some(field), step) = (steps.next(), steps.next()) else {
        // Fields are missing.
        for (name, value) in [("name", json!("network")), ("classes", json!(1000))] {
            fields.entry(name).or_insert(value);
        }
        fields.entry("input").or_insert_with(input);
        return Some(());
    };
    match (field, step) {
        ("name", _) => fields.insert(field.into(), json!("network")),
        ("classes", _) => fields.insert(field.into(), json!(1000)),
        ("input", _) => fields.insert(field.into(), input()),
        ("blocks", Some(index)) => {
            let block = fields.get_mut("blocks")?.get_mut(index.parse::<usize>().ok()?)?;
            let kept = ["name", "repeat"].into_iter();
            let kept = kept.filter_map(|name| Some((name.to_owned(), block.get(name)?.clone())));
            let mut harmless: Map<String, Value> = kept.collect();
            harmless.extend([
                ("type".into(), json!("global_avg_pool")),
                ("from".into(), json!("input")),
            ]);
            Some(std::mem::replace(block, Value::Object(harmless)))
        }
        ("outputs", Some(index)) => {
            let output = fields.get_mut("outputs")?.get_mut(index.parse::<usize>().ok()?)?;
            // A name that nobody gives.
            let harmless = json!({ "name": format!("-{index}"), "from": "input" });
            Some(std::mem::replace(output, harmless))
        }
        ("widths", Some(name)) => {
            let name = name.replace("~1", "/").replace("~0", "~");
            Some(std::mem::replace(fields.get_mut("widths")?.get_mut(&name)?, json!(64)))
        }
        // These have other parts.
        ("blocks" | "outputs" | "widths", None) => return None,
        _ => fields.remove(field),
    };
    Some(())
}

fn input() -> Value {
    json!({ "channels": 3, "height": 224, "width": 224 })
}
