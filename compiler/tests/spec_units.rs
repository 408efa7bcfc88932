//! Units, settings and conditions of specs: what they expand to, and the messages for mistakes.

use espnet_compiler::{
    compile,
    spec::{Architecture, Overrides, SettingValue, Spec, ValueRef},
};

/// A spec with these units, settings and blocks; its output is the last block.
fn spec(settings: &str, units: &str, blocks: &str, output: &str) -> String {
    format!(
        r#"{{
  "name": "units",
  "input": {{ "channels": 8, "height": 16, "width": 16 }},
  "classes": 4,
  "settings": {{ {settings} }},
  "units": {{ {units} }},
  "blocks": [{blocks}],
  "outputs": ["{output}"]
}}"#
    )
}

fn set(values: &[(&str, SettingValue)]) -> Overrides {
    let mut overrides = Overrides::default();
    for (name, value) in values {
        let set = overrides.set.get_or_insert_default();
        set.0.insert((*name).to_owned(), value.clone());
    }
    overrides
}

fn resolve(spec: &str, overrides: &Overrides) -> Architecture {
    let spec = Spec::parse(spec).unwrap_or_else(|problems| panic!("{problems}"));
    spec.resolve(overrides).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The problems of a spec, or of its network.
fn problems(spec: &str, overrides: &Overrides) -> Vec<String> {
    let problems = compile(spec, overrides).err().map(|problems| problems.0).unwrap_or_default();
    problems.iter().map(|problem| problem.to_string().replace('\n', " ")).collect()
}

/// The name, the module and the names of the values of every block.
fn wiring(architecture: &Architecture) -> Vec<(String, String, Vec<String>)> {
    let blocks = &architecture.blocks;
    let name = |value: &ValueRef| match value {
        ValueRef::Input => "input".to_owned(),
        ValueRef::Block(index) => blocks[*index].name.clone(),
    };
    let line = |block: &espnet_compiler::spec::ResolvedBlock| {
        (block.name.clone(), block.module.clone(), block.inputs.iter().map(name).collect())
    };
    blocks.iter().map(line).collect()
}

fn lines(architecture: &Architecture) -> Vec<String> {
    let line = |(name, module, reads): (String, String, Vec<String>)| {
        format!("{name} @ {module} <- {}", reads.join(", "))
    };
    wiring(architecture).into_iter().map(line).collect()
}

/// A residual unit of two convolutions.
const RESIDUAL: &str = r#"
    "residual": {
      "parameters": ["channels"],
      "defaults": { "kernel": 3 },
      "widths": { "middle": { "floor_div": ["channels", 2] } },
      "blocks": [
        { "name": "reduce", "module": "0", "type": "conv", "channels": "middle", "kernel": 1 },
        { "name": "conv", "module": "", "type": "conv", "channels": "channels", "kernel": "kernel", "parts": { "conv": "1" } },
        { "name": "add", "type": "add", "from": ["conv", "input"] }
      ]
    }"#;

#[test]
fn units_are_used_repeated_and_nested() {
    let units = format!(
        r#"{RESIDUAL},
    "pair": {{
      "parameters": ["channels"],
      "blocks": [
        {{ "name": "first", "type": "residual", "channels": "channels" }},
        {{ "name": "second", "module": "last", "type": "residual", "channels": "channels", "kernel": 1 }}
      ]
    }}"#
    );
    let blocks = r#"
        { "name": "a", "module": "features", "type": "residual", "repeat": "n", "first": 3, "channels": 8 },
        { "name": "b", "type": "pair", "channels": 8 },
        { "name": "c", "type": "activation", "from": "b.first", "function": "relu" }"#;
    let architecture = resolve(&spec(r#""n": 2"#, &units, blocks, "c"), &Overrides::default());
    assert_eq!(
        lines(&architecture),
        [
            "a.3.reduce @ features.3.0.conv <- input",
            "a.3.conv @ features.3 <- a.3.reduce",
            "a.3.add @ features.3.add <- a.3.conv, input",
            "a.4.reduce @ features.4.0.conv <- a.3.add",
            "a.4.conv @ features.4 <- a.4.reduce",
            "a.4.add @ features.4.add <- a.4.conv, a.3.add",
            "b.first.reduce @ b.first.0.conv <- a.4.add",
            "b.first.conv @ b.first <- b.first.reduce",
            "b.first.add @ b.first.add <- b.first.conv, a.4.add",
            "b.second.reduce @ b.last.0.conv <- b.first.add",
            "b.second.conv @ b.last <- b.second.reduce",
            "b.second.add @ b.last.add <- b.second.conv, b.first.add",
            "c @ c <- b.first.add",
        ]
        .map(|line| line.replace(".0.conv ", ".0 "))
    );
    // Without repetitions the value passes through.
    let none =
        resolve(&spec(r#""n": 2"#, &units, blocks, "c"), &set(&[("n", SettingValue::Number(0))]));
    assert_eq!(lines(&none)[0], "b.first.reduce @ b.first.0 <- input");
}

#[test]
fn units_read_several_values_and_name_their_output() {
    let units = r#"
    "join": {
      "inputs": ["left", "right"],
      "output": "sum",
      "blocks": [
        { "name": "sum", "type": "add", "from": ["left", "right"] },
        { "name": "spare", "type": "activation", "function": "relu" }
      ]
    }"#;
    let blocks = r#"
        { "name": "a", "type": "activation", "function": "relu" },
        { "name": "b", "type": "join", "from": ["input", "a"] },
        { "name": "c", "type": "activation", "function": "sigmoid" }"#;
    let architecture = resolve(&spec("", units, blocks, "c"), &Overrides::default());
    assert_eq!(
        lines(&architecture),
        [
            "a @ a <- input",
            "b.sum @ b.sum <- input, a",
            "b.spare @ b.spare <- b.sum",
            "c @ c <- b.sum",
        ]
    );
}

#[test]
fn conditions_choose_blocks() {
    let blocks = r#"
        { "name": "a", "type": "activation", "function": "relu" },
        { "name": "b", "type": "activation", "function": "relu", "when": { "wiring": "plain" } },
        { "name": "b", "type": "activation", "function": "sigmoid", "from": "input", "unless": { "wiring": ["plain", "short"] } },
        { "name": "c", "type": "add", "from": ["b", "input"], "when": { "n": 3, "wiring": ["plain", "long"] } },
        { "name": "d", "type": "activation", "function": "relu" }"#;
    let text = spec(r#""n": 3, "wiring": ["plain", "long", "short"]"#, "", blocks, "d");
    let with = |wiring: &str, n: usize| {
        lines(&resolve(&text, &set(&[("wiring", wiring.into()), ("n", n.into())])))
    };
    assert_eq!(
        with("plain", 3),
        ["a @ a <- input", "b @ b <- a", "c @ c <- b, input", "d @ d <- c"]
    );
    assert_eq!(
        with("long", 3),
        ["a @ a <- input", "b @ b <- input", "c @ c <- b, input", "d @ d <- c"]
    );
    // Names of blocks that do not take part stand for what they read first.
    assert_eq!(with("long", 2), ["a @ a <- input", "b @ b <- input", "d @ d <- b"]);
    assert_eq!(with("short", 3), ["a @ a <- input", "d @ d <- a"]);
}

/// A user's own unit fuses like the built-in one of the same structure.
#[test]
fn a_unit_of_the_spec_has_the_plan_of_the_built_in_one() {
    let units = r#"
    "own_eesp": {
      "parameters": ["channels"],
      "widths": { "n": { "floor_div": ["channels", "branches"] } },
      "blocks": [
        { "name": "proj_1x1", "type": "conv", "channels": "n", "kernel": 1, "groups": "branches", "norm": "batch_norm", "activation": "prelu" },
        { "name": "b0", "module": "spp_dw.0", "type": "conv", "kernel": 3, "groups": "channels" },
        { "name": "b1", "module": "spp_dw.1", "type": "conv", "from": "proj_1x1", "kernel": 3, "dilation": 2, "groups": "channels" },
        { "name": "b2", "module": "spp_dw.2", "type": "conv", "from": "proj_1x1", "kernel": 3, "dilation": 3, "groups": "channels" },
        { "name": "b3", "module": "spp_dw.3", "type": "conv", "from": "proj_1x1", "kernel": 3, "dilation": 4, "groups": "channels" },
        { "name": "sum.1", "type": "add", "from": ["b1", "b0"] },
        { "name": "sum.2", "type": "add", "from": ["b2", "sum.1"] },
        { "name": "sum.3", "type": "add", "from": ["b3", "sum.2"] },
        { "name": "concat", "type": "concat", "from": ["b0", "sum.1", "sum.2", "sum.3"] },
        { "name": "br_after_cat", "type": "bn_prelu" },
        { "name": "conv_1x1_exp", "type": "conv", "channels": "channels", "kernel": 1, "groups": "branches", "norm": "batch_norm" },
        { "name": "add", "type": "add", "from": ["conv_1x1_exp", "input"] },
        { "name": "module_act", "type": "activation", "function": "prelu" }
      ]
    }"#;
    let stem = r#"{ "name": "stem", "type": "conv", "channels": 32, "kernel": 3, "stride": 2 },"#;
    let own =
        format!(r#"{stem} {{ "name": "unit", "type": "own_eesp", "repeat": 2, "channels": 32 }}"#);
    let built_in =
        format!(r#"{stem} {{ "name": "unit", "type": "eesp", "repeat": 2, "limit": 9 }}"#);
    let plan = |blocks: &str| {
        let text = spec("", units, blocks, "unit");
        compile(&text, &Overrides::default()).unwrap_or_else(|error| panic!("{error}")).plan
    };
    let (own, built_in) = (plan(&own), plan(&built_in));
    let kernels = |plan: &espnet_compiler::plan::Plan| {
        plan.steps.iter().map(|step| step.kernel.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(kernels(&own), kernels(&built_in));
    assert!(kernels(&own).iter().any(|kernel| kernel.starts_with("eesp_unit")), "{own}");
    assert_eq!(own.recipe.parameters, built_in.recipe.parameters);
    assert_eq!(own.arena_len, built_in.arena_len);
}

#[test]
fn numbers_follow_their_rules() {
    let widths = r#""widths": {
        "by_groups": { "switch": "groups", "cases": { "1": 144, "3": 240, "8": 384 } },
        "by_word": { "switch": "wiring", "cases": { "a": 5, "b": "by_groups" } },
        "floor": { "floor_scaled": 33 },
        "divisible": { "make_divisible": 24 },
        "last": { "make_divisible": 1280, "at_least": 1280 },
        "rest": { "difference": [240, "floor", 4] },
        "total": { "sum": ["floor", "rest", 1] },
        "stepped": { "by_multiplier": [{ "up_to": 0.5, "width": "by_groups" }, { "width": 8 }] }
    },"#;
    let blocks = r#"{ "name": "a", "type": "activation", "function": "relu" }"#;
    let text = spec(r#""groups": 3, "wiring": ["a", "b"]"#, "", blocks, "a");
    let text = text
        .replace(r#""units": {"#, &format!(r#"{widths} "width_multiplier": 0.35, "units": {{"#));
    let widths = |overrides: &Overrides| {
        let architecture = resolve(&text, overrides);
        let names =
            ["by_groups", "by_word", "floor", "divisible", "last", "rest", "total", "stepped"];
        names.map(|name| architecture.widths[name])
    };
    assert_eq!(widths(&Overrides::default()), [240, 5, 11, 8, 1280, 225, 237, 240]);
    let overrides = set(&[("groups", 8.into()), ("wiring", "b".into())]);
    assert_eq!(widths(&overrides), [384, 384, 11, 8, 1280, 225, 237, 384]);
    let wide = Overrides { width_multiplier: Some(1.4), ..set(&[("floor", 100.into())]) };
    assert_eq!(widths(&wide), [240, 5, 100, 32, 1792, 136, 237, 8]);
}

/// Checks the problems of a spec with these overrides.
#[track_caller]
fn assert_problems(text: &str, overrides: &Overrides, expected: &[&str]) {
    let found = problems(text, overrides);
    let short: Vec<String> = found
        .iter()
        .map(|problem| match (problem.find(" (line"), problem.find("); ")) {
            (Some(start), Some(end)) => format!("{}{}", &problem[..start], &problem[end + 1..]),
            _ => problem.clone(),
        })
        .collect();
    assert_eq!(short, expected);
}

#[test]
fn mistakes_in_uses_of_units() {
    let text = |blocks: &str| spec("", RESIDUAL, blocks, "a");
    for (blocks, expected) in [
        (
            r#"{ "name": "a", "type": "residul", "channels": 8 }"#,
            "/blocks/0/type: unknown block type `residul`; did you mean `residual`?",
        ),
        (
            r#"{ "name": "a", "type": "residual" }"#,
            "/blocks/0: `residual` needs the parameter `channels`; add it, such as \"channels\": 1",
        ),
        (
            r#"{ "name": "a", "type": "residual", "channels": 8, "kernl": 3 }"#,
            "/blocks/0/kernl: `residual` has no parameter `kernl`; did you mean `kernel`?",
        ),
        (
            r#"{ "name": "a", "type": "residual", "channels": 8, "from": ["input", "input"] }"#,
            "/blocks/0/from: `residual` reads 1 value, not 2; name the blocks that it reads in `from`",
        ),
        (
            r#"{ "name": "a", "type": "residual", "channels": true }"#,
            "/blocks/0/channels: expected an integer from 0 to 65536, a string or an object with `scaled`, `floor_scaled`, `make_divisible`, `by_multiplier`, `switch`, `sum`, `difference`, `product`, `min` or `floor_div`, found true (line 7, column 59)",
        ),
        (
            r#"{ "name": "a", "type": "residual", "channels": 8, "kernel": 40 }"#,
            "/units/residual/blocks/1/kernel: the number comes to 40, not 1 to 31, in `a.conv`; lower what it is made of: kernel = 40",
        ),
        (
            r#"{ "name": "a", "type": "residual", "channels": 16 }"#,
            "/units/residual/blocks/2: `a.add` does not fit: operands differ: 16×16×16 and 8×16×16, in `a.add`; change what it reads",
        ),
        (
            r#"{ "name": "a", "type": "residual", "channels": 8, "first": 3 }"#,
            "/blocks/0/first: `first` is the number of the first of several copies; add `repeat`, or leave it out",
        ),
    ] {
        let found = problems(&text(blocks), &Overrides::default());
        let matched = match found.as_slice() {
            [only] => {
                let cut = |text: &str| text.split(" (line").next().unwrap_or_default().to_owned();
                cut(only) == cut(expected.split("; ").next().unwrap_or_default())
                    || only == expected
            }
            _ => false,
        };
        assert!(matched, "{blocks}\n{found:#?}\n{expected}");
    }
}

#[test]
fn several_uses_of_a_unit_report_a_problem_once() {
    let units = RESIDUAL.replace(r#""kernel": 1 }"#, r#""kernel": 99 }"#);
    let blocks = r#"
        { "name": "a", "type": "residual", "repeat": 3, "channels": 8 },
        { "name": "b", "type": "residual", "channels": 8 }"#;
    let text = spec("", &units, blocks, "b");
    let found = problems(&text, &Overrides::default());
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn mistakes_in_definitions() {
    for (settings, units, blocks, expected) in [
        (
            "",
            r#""a": { "blocks": [{ "name": "x", "type": "b" }] }, "b": { "blocks": [{ "name": "y", "type": "a" }] }"#,
            r#"{ "name": "z", "type": "a" }"#,
            vec![
                "/units/b/blocks/0/type: a unit is part of itself: `a` uses `b` uses `a`; let one of them use another unit",
            ],
        ),
        (
            "",
            r#""conv": { "blocks": [{ "name": "x", "type": "activation", "function": "relu" }] }"#,
            r#"{ "name": "z", "type": "activation", "function": "relu" }"#,
            vec!["/units/conv: `conv` is a type of blocks already; choose another name"],
        ),
        (
            "",
            r#""u": { "parameters": ["from", "n"], "defaults": { "n": 1 }, "output": "y", "blocks": [{ "name": "x", "type": "activation", "function": "relu" }] }"#,
            r#"{ "name": "z", "type": "activation", "function": "relu" }"#,
            vec![
                "/units/u/parameters/0: `from` has a meaning already; choose another name",
                "/units/u/defaults/n: the name `n` stands twice; choose another name",
                "/units/u/output: unknown block `y`; did you mean `x`?",
            ],
        ),
        (
            r#""classes": 3, "w": ["a", "a"], "n": 1"#,
            "",
            r#"{ "name": "z", "type": "activation", "function": "relu", "when": { "w": "c", "m": 1 } }"#,
            vec![
                "/settings/classes: `classes` has a meaning already; choose another name",
                "/settings/w/1: the word `a` stands twice; keep one of them",
                "/blocks/0/when/w: `c` is no value of `w`; did you mean `a`?",
                "/blocks/0/when/m: unknown width `m`; did you mean `n`?",
            ],
        ),
    ] {
        assert_problems(&spec(settings, units, blocks, "z"), &Overrides::default(), &expected);
    }
}

#[test]
fn mistakes_in_values_that_are_set() {
    let blocks = r#"{ "name": "a", "type": "conv", "channels": 8, "kernel": 1, "groups": { "switch": "groups", "cases": { "1": 1, "2": 2, "4": 4 } } }"#;
    let text = spec(r#""groups": 1, "wiring": ["code", "paper"]"#, "", blocks, "a");
    for (name, value, expected) in [
        (
            "group",
            SettingValue::Number(2),
            "set: the spec has no setting `group`; did you mean `groups`?",
        ),
        ("wiring", "papr".into(), "set: `papr` is no value of `wiring`; did you mean `paper`?"),
        (
            "wiring",
            SettingValue::Number(2),
            "set: `wiring` is a word, not 2; it is one of `code`, `paper`",
        ),
        ("groups", "three".into(), "set: `groups` is a number, not `three`; give a number"),
        (
            "groups",
            SettingValue::Number(70_000),
            "set: `groups`: expected an integer from 0 to 65536, found 70000; lower it",
        ),
        (
            "groups",
            SettingValue::Number(3),
            "/blocks/0/groups/cases: no case for `groups` = 3; the nearest are 2 and 4",
        ),
    ] {
        assert_problems(&text, &set(&[(name, value)]), &[expected]);
    }
}
