//! Finds further problems in a spec that failed validation. Invalid parts are replaced by valid placeholders
//! and the rest is resolved, so that one run reports as many problems as possible.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Overrides, Spec, position::Positions, suggest, validate};
use crate::diagnostic::{Diagnostic, Diagnostics};

impl Spec {
    /// Returns all problems of a spec that failed validation: the `known` ones, and those found in its other
    /// parts.
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

/// Returns the problems of the valid parts, or `None` if the spec cannot be repaired.
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
    // An override that seems to have no effect may have one in an invalid part; that problem has no position.
    let elsewhere =
        |problem: &Diagnostic| problem.position.is_some() && !parts.contains(&part(&problem.path));
    Some(problems.into_iter().filter(elsewhere).collect())
}

/// Returns the first two steps of a pointer, such as `/blocks/3`.
fn part(pointer: &str) -> String {
    let end = pointer.match_indices('/').nth(2).map_or(pointer.len(), |(byte, _)| byte);
    pointer[..end].to_owned()
}

/// Whether the problem concerns the name of a block or the number of its copies, so that other blocks may not
/// find it.
fn renames(pointer: &str) -> bool {
    let field = pointer.strip_prefix("/blocks/").and_then(|rest| rest.split('/').nth(1));
    field.is_some_and(|field| suggest::nearest(field, &["name", "repeat"]).is_some())
}

/// Replaces a part by a placeholder; `None` if this is impossible.
fn replace(spec: &mut Value, part: &str) -> Option<()> {
    let fields = spec.as_object_mut()?;
    let mut steps = part.split('/').skip(1);
    let (Some(field), step) = (steps.next(), steps.next()) else {
        // The problem is a missing field of the spec itself.
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
            // No output has this name.
            let harmless = json!({ "name": format!("-{index}"), "from": "input" });
            Some(std::mem::replace(output, harmless))
        }
        ("widths", Some(name)) => {
            let name = name.replace("~1", "/").replace("~0", "~");
            Some(std::mem::replace(fields.get_mut("widths")?.get_mut(&name)?, json!(64)))
        }
        // A problem with the whole collection cannot be repaired.
        ("blocks" | "outputs" | "widths", None) => return None,
        _ => fields.remove(field),
    };
    Some(())
}

fn input() -> Value {
    json!({ "channels": 3, "height": 224, "width": 224 })
}
