//! Names and widths that refer to nothing, or to one another in a circle.

use espnet_compiler::spec::Overrides;

use super::{SPEC, check, problems};

/// Names that are wrong, taken or missing, and blocks that read one another in a circle.
#[test]
fn names_and_references() {
    check(&[
        (
            r#""limit": 7"#,
            r#""limit": 7, "from": "donw""#,
            &["/blocks/2/from: unknown block `donw` (line 9, column 59); did you mean `down`?"],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "from": ["down", "stem"]"#,
            &[
                "/blocks/2/from: `body` reads one value, not 2 (line 9, column 59); name the blocks that it reads in `from`",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "from": []"#,
            &[
                "/blocks/2/from: expected an array of 1 to 64 items, found an array of 0 (line 9, column 59)",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "from": "pool""#,
            &[
                "/blocks/2: blocks read one another in a circle: `body` reads `pool` reads `body` (line 9, column 5); let one of them read a block outside the circle",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "from": "body""#,
            &[
                "/blocks/2: blocks read one another in a circle: `body` reads `body` (line 9, column 5); let one of them read a block outside the circle",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "repeat": 0, "from": "body""#,
            &[
                "/blocks/2/from: `body` passes through itself (line 9, column 72); let it read a block before it",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "add""#,
            &[
                "/blocks/2: `body` reads two or more values, not 1 (line 9, column 5); name the blocks that it reads in `from`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "add", "from": ["down", "down"], "repeat": 0"#,
            &[""],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "add", "from": ["down", "down"], "repeat": 2"#,
            &[
                "/blocks/2/repeat: a block that reads several repeats (line 9, column 74); only blocks that read one value follow one another",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "repeat": 5000"#,
            &[
                "/blocks/2/repeat: expected an integer from 0 to 1024, found 5000 (line 9, column 61)",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "repeat": 1024"#,
            &[
                "/blocks: more than 1024 blocks with repetitions and units (line 6, column 13); lower the values of `repeat`",
            ],
        ),
        (
            r#""name": "body""#,
            r#""name": "down""#,
            &[
                "/blocks/2/name: the name `down` is taken by /blocks/1 (line 9, column 15); give every block a name of its own",
            ],
        ),
        (
            r#""name": "body""#,
            r#""name": "input""#,
            &[
                "/blocks/2/name: `input` is the network's input (line 9, column 15); choose another name",
            ],
        ),
        (
            r#""name": "body""#,
            r#""name": "a b""#,
            &[
                "/blocks/2/name: `a b` is no PyTorch path (line 9, column 15); join letters, digits and `_` by dots, such as `level3.0`",
            ],
        ),
        (
            r#""name": "body""#,
            r#""name": "down.eesp""#,
            &[
                "/blocks/2/name: `down.eesp.proj_1x1.conv.weight` is the name of two parameters (line 9, column 15); choose other names for the block or its parts",
            ],
        ),
        (
            r#""image": "input""#,
            r#""image": "stemm""#,
            &["/blocks/1/image: unknown block `stemm` (line 8, column 88); did you mean `stem`?"],
        ),
        (
            r#""image": "input""#,
            r#""image": "body""#,
            &[
                "/blocks/1: blocks read one another in a circle: `down` reads `body` reads `down` (line 8, column 5); let one of them read a block outside the circle",
            ],
        ),
        (
            r#"["classifier"]"#,
            r#"["clasifier"]"#,
            &[
                "/outputs/0: unknown block `clasifier` (line 13, column 15); did you mean `classifier`?",
            ],
        ),
        (
            r#"["classifier"]"#,
            r#"["classifier", "classifier"]"#,
            &[
                "/outputs/1: the output name `classifier` is taken (line 13, column 29); give every output a name of its own",
            ],
        ),
    ]);
}

/// Rules that refer to nothing or to themselves, or do not give a width.
#[test]
fn widths_without_a_value() {
    check(&[
        (
            r#""channels": "body""#,
            r#""channels": "bdoy""#,
            &["/blocks/1/channels: unknown width `bdoy` (line 8, column 59); did you mean `body`?"],
        ),
        (
            r#""body": 32"#,
            r#""body": 0"#,
            &["/widths/body: expected an integer from 1 to 65536, found 0 (line 5, column 35)"],
        ),
        (
            r#""body": 32"#,
            r#""body": true"#,
            &[
                "/widths/body: expected an integer from 1 to 65536, a string or an object with `scaled`, `floor_scaled`, `make_divisible`, `by_multiplier`, `switch`, `sum`, `difference`, `product`, `min` or `floor_div`, found true (line 5, column 35)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "twice": 32 }"#,
            &[
                "/widths/body: expected an integer from 1 to 65536, a string or an object with `scaled`, `floor_scaled`, `make_divisible`, `by_multiplier`, `switch`, `sum`, `difference`, `product`, `min` or `floor_div`, found an object (line 5, column 35)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "scaled": 32, "max": 4 }"#,
            &[
                "/widths/body/max: unknown field `max` (line 5, column 51); known fields: `above`, `at_most`",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "scaled": 32, "above": "stm" }"#,
            &["/widths/body/above: unknown width `stm` (line 5, column 60); did you mean `stem`?"],
        ),
        (
            r#""body": 32"#,
            r#""body": { "scaled": 32, "above": "body" }"#,
            &[
                "/widths/body: the width refers to itself: body → body (line 5, column 35); give one of them as a number",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "product": ["other", 2] }, "other": { "min": ["body", 2] }"#,
            &[
                "/widths/body: the width refers to itself: body → other → body (line 5, column 35); give one of them as a number",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "product": [65536, "stem"] }"#,
            &[
                "/widths/body: the width comes to 1048576, not 1 to 65536 (line 5, column 35); lower what it is made of: product(65536, stem = 16)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "product": [65536, 65536, 65536, 65536, 65536] }"#,
            &["/widths/body: the product exceeds 64 bits (line 5, column 35); lower its factors"],
        ),
        (
            r#""body": 32"#,
            r#""body": { "floor_div": ["classes", 20] }"#,
            &[
                "/widths/body: the width comes to 0, not 1 to 65536 (line 5, column 35); raise what it is made of: floor_div(classes = 10, 20)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "floor_div": ["classes", { "floor_div": [1, 2] }] }"#,
            &["/widths/body: a division by zero (line 5, column 35); the divisor is at least 1"],
        ),
        (
            r#""body": 32"#,
            r#""body": { "floor_div": [true, { "min": [] }] }"#,
            &[
                "/widths/body/floor_div/0: expected an integer from 1 to 65536, a string or an object with `scaled`, `floor_scaled`, `make_divisible`, `by_multiplier`, `switch`, `sum`, `difference`, `product`, `min` or `floor_div`, found true (line 5, column 51)",
                "/widths/body/floor_div/1/min: expected an array of 1 to 64 items, found an array of 0 (line 5, column 66)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "scald": 32 }"#,
            &[
                "/widths/body/scald: unknown field `scald` (line 5, column 37); did you mean `scaled`?",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "floor_div": [1] }"#,
            &[
                "/widths/body/floor_div: expected an array of 2 items, found an array of 1 (line 5, column 50)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "by_multiplier": [{ "up_to": 2, "width": 32 }] }"#,
            &[
                "/widths/body/by_multiplier: the steps do not ascend to one without `up_to` (line 5, column 54); order them by `up_to` and leave it out in the last one alone",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "by_multiplier": [{ "up_to": 2, "width": 8 }, { "up_to": 1, "width": 9 }, { "width": 10 }] }"#,
            &[
                "/widths/body/by_multiplier: the steps do not ascend to one without `up_to` (line 5, column 54); order them by `up_to` and leave it out in the last one alone",
            ],
        ),
        (
            r#""body": 32"#,
            r#""classes": 32, "body": 32"#,
            &[
                "/widths/classes: `classes` has a meaning already (line 5, column 38); choose another name",
            ],
        ),
        (
            r#""widths": { "stem": 16, "body": 32 }"#,
            r#""width_multiplier": 64, "widths": { "stem": 16, "body": { "scaled": 32768 } }"#,
            &[
                "/widths/body: the width comes to 2097152, not 1 to 65536 (line 5, column 59); the largest width multiplier that it allows is 2",
            ],
        ),
    ]);
}

/// Names have a limit, and a message shows at most a line of a name.
#[test]
fn long_names() {
    let named = |name: &str| {
        let spec = SPEC.replacen("\"body\", \"type\"", &format!("\"{name}\", \"type\""), 1);
        problems(&spec, &Overrides::default())
    };
    let cut = format!("`{}…`", "b".repeat(63));
    assert_eq!(named(&"b".repeat(256)), "");
    assert_eq!(
        named(&"b".repeat(257)),
        format!(
            "/blocks/2/name: {cut} has 257 characters, more than 256 (line 9, column 15); choose a shorter one"
        )
    );
    assert_eq!(named(&vec!["b"; 32].join(".")), "");
    assert_eq!(
        named(&vec!["b"; 33].join(".")),
        format!(
            "/blocks/2/name: `{}…` has 33 parts, more than 32 (line 9, column 15); \
             join fewer",
            &"b.".repeat(32)[..63]
        )
    );
    let spec = SPEC.replace("tiny", &"b".repeat(257));
    assert!(
        problems(&spec, &Overrides::default())
            .starts_with(&format!("/name: {cut} has 257 characters, more than 256 (line 2"))
    );
    // Lists of known names are shortened too.
    let blocks: Vec<String> =
        (0..40).map(|i| format!("{{ \"name\": \"act{i}\", \"type\": \"bn_prelu\" }}, ")).collect();
    let spec = SPEC.replacen(
        "{ \"name\": \"pool\"",
        &format!("{}{{ \"name\": \"pool\"", blocks.concat()),
        1,
    );
    let spec = spec.replace("[\"classifier\"]", "[\"elsewhere\"]");
    assert!(problems(&spec, &Overrides::default()).ends_with(", and 14 more"));
}

/// The names of outputs become parts of code and names of files.
#[test]
fn names_of_outputs() {
    let no_name =
        |name: &str, help: &str| format!("/outputs/0/name: {name} (line 13, column 25); {help}");
    let letters = "use letters, digits, `_`, `-` and `.`";
    for (name, expected) in [
        ("", no_name("`` is no name", letters)),
        ("a\\\": x, \\\"b", no_name("`a\\\": x, \\\"b` is no name", letters)),
        ("a\\nb", no_name("`a\\nb` is no name", letters)),
        ("../b", no_name("`../b` is no name", letters)),
        ("input", no_name("`input` is the network's input", "choose another name")),
        ("2-b.c_d", String::new()),
    ] {
        let output = format!(r#"{{ "name": "{name}", "from": "classifier" }}"#);
        let spec = SPEC.replacen(r#""classifier"]"#, &format!("{output}]"), 1);
        assert_eq!(problems(&spec, &Overrides::default()), expected, "{name}");
    }
}

/// Invisible characters are shown in messages.
#[test]
fn unknown_names_are_shown_escaped() {
    for (old, new, expected) in [
        (r#""limit": 7"#, r#""li\u200bmit": 7"#, r"unknown field `li\u{200b}mit`"),
        (
            r#""body": 32"#,
            r#""body": { "min": ["ste\u200bm", 32] }"#,
            r"unknown width `ste\u{200b}m`",
        ),
    ] {
        let found = problems(&SPEC.replacen(old, new, 1), &Overrides::default());
        assert!(found.contains(expected), "{found}");
    }
}
