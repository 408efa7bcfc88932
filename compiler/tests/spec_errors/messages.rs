//! Every message about a bad spec, word for word: what is wrong, where, and what would be right.

use espnet_compiler::spec::Overrides;

use super::{SPEC, problems};

/// What is replaced in [`SPEC`], by what, and the problems that this makes.
type Case = (&'static str, &'static str, &'static [&'static str]);

fn check(cases: &[Case]) {
    assert_eq!(problems(SPEC, &Overrides::default()), "");
    for (old, new, expected) in cases {
        assert!(SPEC.contains(old), "{old}");
        let found = problems(&SPEC.replacen(old, new, 1), &Overrides::default());
        assert_eq!(found, expected.join("\n"), "{old} -> {new}");
    }
}

/// Texts that are no JSON, and fields that are unknown, repeated, missing, of the wrong type
/// or out of range.
#[test]
fn what_is_no_spec() {
    check(&[
        (
            r#""classes": 10,"#,
            r#""classes": 10"#,
            &["not JSON: expected `,` or `}` (line 5, column 3)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10,,"#,
            &[
                "not JSON: key must be a string (line 4, column 17); put the field's name in double quotes",
            ],
        ),
        (
            r#""width": 48 }"#,
            r#""width": 48, }"#,
            &["not JSON: a comma with nothing after it (line 3, column 56); take it away"],
        ),
        (
            r#"["classifier"]
}"#,
            r#"["classifier"
"#,
            &[
                "not JSON: the text ends too early (line 13, column 26); close what is open: a string, array or object",
            ],
        ),
        (
            r#"["classifier"]
}"#,
            r#"["classifier"]
} 7"#,
            &["not JSON: more text after the object (line 14, column 3); take it away"],
        ),
        (
            r#""channels": 3"#,
            r#""Chanels": 3"#,
            &[
                "/input/Chanels: unknown field `Chanels` (line 3, column 14); did you mean `channels`?",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "widht_multiplier": 2,"#,
            &[
                "/widht_multiplier: unknown field `widht_multiplier` (line 4, column 18); did you mean `width_multiplier`?",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "colour": 2,"#,
            &[
                "/colour: unknown field `colour` (line 4, column 18); known fields: `$schema`, `branches`, `description`, `dilation`, `norm_epsilon`, `size_multiple_of`, `width_multiplier`",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": "ten","#,
            &["/classes: expected an integer from 1 to 65536, found `ten` (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 0,"#,
            &["/classes: expected an integer from 1 to 65536, found 0 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 1e30,"#,
            &["/classes: expected an integer from 1 to 65536, found 1e+30 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": -3,"#,
            &["/classes: expected an integer from 1 to 65536, found -3 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10.5,"#,
            &["/classes: expected an integer from 1 to 65536, found 10.5 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": null,"#,
            &["/classes: expected an integer from 1 to 65536, found null (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "classes": 11,"#,
            &["/classes: the field stands twice (line 4, column 18); keep one of them"],
        ),
        (
            r#""classes": 10,"#,
            "",
            &["missing field `classes` (line 1, column 1); it takes an integer from 1 to 65536"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "dilation": "papre","#,
            &[
                "/dilation: expected one of `official`, `paper`, `explicit`, found `papre` (line 4, column 30); did you mean `paper`?",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "branches": 9,"#,
            &["/branches: expected an integer from 2 to 8, found 9 (line 4, column 30)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "width_multiplier": 0,"#,
            &["/width_multiplier: expected a number from 0.01 to 64, found 0 (line 4, column 38)"],
        ),
        (
            r#""height": 32"#,
            r#""height": 0"#,
            &["/input/height: expected an integer from 1 to 65536, found 0 (line 3, column 39)"],
        ),
        (
            r#""height": 32"#,
            r#""height": 99999999999999999999"#,
            &[
                "/input/height: expected an integer from 1 to 65536, found 1e+20 (line 3, column 39)",
            ],
        ),
        (
            r#"{ "channels": 3, "height": 32, "width": 48 }"#,
            "[3, 32, 48]",
            &["/input: expected an object, found an array of 3 (line 3, column 12)"],
        ),
        (
            r#""tiny""#,
            r#""tiny net""#,
            &[
                "/name: `tiny net` is no name (line 2, column 11); use letters, digits, `_`, `-` and `.`",
            ],
        ),
        (
            r#"["classifier"]"#,
            "[]",
            &[
                "/outputs: expected an array of 1 to 64 items, found an array of 0 (line 13, column 14)",
            ],
        ),
        (
            r#"["classifier"]"#,
            "[7]",
            &[
                "/outputs/0: expected a string or an object with `name`, found 7 (line 13, column 15)",
            ],
        ),
        (
            r#"["classifier"]"#,
            r#"[{ "name": "output" }]"#,
            &["/outputs/0: missing field `from` (line 13, column 15); it takes a string"],
        ),
    ]);
}

/// Unknown kinds of blocks, and blocks with wrong fields.
#[test]
fn blocks_with_wrong_fields() {
    check(&[
        (
            r#""type": "eesp""#,
            r#""type": "esp""#,
            &["/blocks/2/type: unknown block type `esp` (line 9, column 31); did you mean `eesp`?"],
        ),
        (
            r#""type": "eesp""#,
            r#""type": "transformer""#,
            &[
                "/blocks/2/type: unknown block type `transformer` (line 9, column 31); known types: `conv`, `eesp`, `strided_eesp`, `bn_prelu`, `activation`, `efficient_pyramid_pool`, `efficient_pw_conv`, `resize`, `add`, `mul`, `concat`, `global_avg_pool`, `avg_pool`, `adaptive_avg_pool`, `channel_shuffle`, `linear`",
            ],
        ),
        (
            r#""type": "eesp", "#,
            "",
            &[
                "/blocks/2: missing field `type` (line 9, column 5); it is one of `conv`, `eesp`, `strided_eesp`, `bn_prelu`, `activation`, `efficient_pyramid_pool`, `efficient_pw_conv`, `resize`, `add`, `mul`, `concat`, `global_avg_pool`, `avg_pool`, `adaptive_avg_pool`, `channel_shuffle`, `linear`",
            ],
        ),
        (
            r#""type": "eesp""#,
            r#""type": 3"#,
            &[
                "/blocks/2/type: unknown block type 3 (line 9, column 31); known types: `conv`, `eesp`, `strided_eesp`, `bn_prelu`, `activation`, `efficient_pyramid_pool`, `efficient_pw_conv`, `resize`, `add`, `mul`, `concat`, `global_avg_pool`, `avg_pool`, `adaptive_avg_pool`, `channel_shuffle`, `linear`",
            ],
        ),
        (
            r#""type": "eesp""#,
            r#""type": "eesp", "dilatoins": [1]"#,
            &[
                "/blocks/2/dilatoins: unknown field `dilatoins` (line 9, column 39); did you mean `dilations`?",
            ],
        ),
        (
            r#""type": "global_avg_pool""#,
            r#""type": "global_avg_pool", "kernel": 3"#,
            &[
                "/blocks/3/kernel: unknown field `kernel` (line 10, column 50); known fields: `from`, `repeat`",
            ],
        ),
        (
            r#""kernel": 3,"#,
            "",
            &[
                "/blocks/0: missing field `kernel` (line 7, column 5); it takes an integer from 1 to 31",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 0, "dilation": 256 }"#,
            &[
                "/blocks/0/stride: expected an integer from 1 to 31, found 0 (line 7, column 82)",
                "/blocks/0/dilation: expected an integer from 1 to 255, found 256 (line 7, column 97)",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "activation": "relu" }"#,
            &[
                "/blocks/0/activation: expected one of `none`, `prelu`, `sigmoid`, found `relu` (line 7, column 99); did you mean `prelu`?",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "activation": "PReLU" }"#,
            &[
                "/blocks/0/activation: expected one of `none`, `prelu`, `sigmoid`, found `PReLU` (line 7, column 99); did you mean `prelu`?",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "norm": "batchnorm" }"#,
            &[
                "/blocks/0/norm: expected one of `none`, `batch_norm`, found `batchnorm` (line 7, column 93); did you mean `batch_norm`?",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "parts": { "bn": "0" } }"#,
            &[
                "/blocks/0/parts/bn: unknown field `bn` (line 7, column 96); known fields: `activation`, `conv`, `norm`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "resize""#,
            &[
                "/blocks/2: a resize with neither of `scale` and `to` (line 9, column 5); give one of them",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "resize", "scale": 2, "to": "stem""#,
            &[
                "/blocks/2: a resize with both of `scale` and `to` (line 9, column 5); give one of them",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "avg_pool", "kernel": 3, "padding": 2"#,
            &[
                "/blocks/2/padding: the padding 2 exceeds half the kernel (line 9, column 67); it is at most 1",
            ],
        ),
        (
            r#""image": "input""#,
            r#""image": "input", "unused_image_shortcut": true"#,
            &[
                "/blocks/1/unused_image_shortcut: a unit with an `image` uses its image shortcut (line 8, column 122); leave one of the two fields out",
            ],
        ),
    ]);
}

/// Limits and dilations that contradict one another, the branches or the policy.
#[test]
fn dilations_that_do_not_fit() {
    check(&[
        (
            r#", "limit": 7"#,
            "",
            &[
                r#"/blocks/2: the unit has neither a `limit` nor `dilations` (line 9, column 5); the policy `official` needs one of them, such as "limit": 9"#,
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 1"#,
            &["/blocks/2/limit: expected an integer from 3 to 511, found 1 (line 9, column 48)"],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "dilations": [1, 2, 3, 4]"#,
            &[
                "/blocks/2: the unit has both a `limit` and `dilations` (line 9, column 5); leave one of them out",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""dilations": [1, 2, 3]"#,
            &[
                "/blocks/2/dilations: 3 dilations for 4 branches (line 9, column 52); give one for each branch",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""dilations": [1, 2, 3, 0]"#,
            &[
                "/blocks/2/dilations/3: expected an integer from 1 to 255, found 0 (line 9, column 62)",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "dilation": "explicit","#,
            &[
                "/blocks/1: the unit has no `dilations` (line 8, column 5); the policy `explicit` needs a list with one for each branch",
                "/blocks/2: the unit has no `dilations` (line 9, column 5); the policy `explicit` needs a list with one for each branch",
            ],
        ),
    ]);
}

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
                "/blocks/2: `body` passes through itself (line 9, column 5); let it read a block before it",
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
            &[
                "/blocks/2/repeat: `body` reads several values and cannot pass them on (line 9, column 74); repeat it at least once",
            ],
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
                "/blocks/2/repeat: expected an integer from 0 to 4096, found 5000 (line 9, column 61)",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "repeat": 4096"#,
            &[
                "/blocks: 4100 blocks with repetitions, more than 4096 (line 6, column 13); lower the values of `repeat`",
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

/// Rules that refer to nothing or to themselves, or come to no width.
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
                "/widths/body: expected an integer from 1 to 65536, a string or an object with `scaled`, `by_multiplier`, `product`, `min` or `floor_div`, found true (line 5, column 35)",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": { "twice": 32 }"#,
            &[
                "/widths/body: expected an integer from 1 to 65536, a string or an object with `scaled`, `by_multiplier`, `product`, `min` or `floor_div`, found an object (line 5, column 35)",
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
                "/widths/body/floor_div/0: expected an integer from 1 to 65536, a string or an object with `scaled`, `by_multiplier`, `product`, `min` or `floor_div`, found true (line 5, column 51)",
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

/// Channels that branches and groups do not divide.
#[test]
fn channels_that_cannot_be_built() {
    check(&[
        (
            r#""classes": 10,"#,
            r#""classes": 10, "branches": 3,"#,
            &[
                "/blocks/1/channels: 3 branches do not divide the 16 channels of `stem` (line 8, column 59); give `stem` 15 or 18 channels, or 2 or 4 branches",
                "/blocks/1/channels: 3 branches of 3 groups do not divide the 16 channels that 32 adds to the 16 pooled: 16 is no multiple of 9 (line 8, column 59); give the output 25 or 34 channels, or 2 or 4 branches",
                "/blocks/2: 3 branches of 3 groups do not divide 32 channels: 32 is no multiple of 9 (line 9, column 5); give the output 27 or 36 channels, or 2 or 4 branches",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "branches": 3"#,
            &[
                "/blocks/2/branches: 3 branches of 3 groups do not divide 32 channels: 32 is no multiple of 9 (line 9, column 63); give the output 27 or 36 channels, or 2 or 4 branches",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "channels": 40"#,
            &[
                "/blocks/2/channels: 4 branches of 4 groups do not divide 40 channels: 40 is no multiple of 16 (line 9, column 63); give the output 32 or 48 channels, or 2 branches",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": 20"#,
            &[
                "/blocks/1/channels: 4 branches of 4 groups do not divide the 4 channels that 20 adds to the 16 pooled: 4 is no multiple of 16 (line 8, column 59); give the output 32 channels, or 2 branches",
                "/blocks/2: 4 branches of 4 groups do not divide 20 channels: 20 is no multiple of 16 (line 9, column 5); give the output 16 or 32 channels, or 2 branches",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": 8"#,
            &[
                "/blocks/1/channels: the output has no more channels than the input, 16 (line 8, column 59); give the output 32 channels",
            ],
        ),
        (
            r#""stem": 16"#,
            r#""stem": 18"#,
            &[
                "/blocks/1/channels: 4 branches do not divide the 18 channels of `stem` (line 8, column 59); give `stem` 16 or 20 channels",
                "/blocks/1/channels: 4 branches of 4 groups do not divide the 14 channels that 32 adds to the 18 pooled: 14 is no multiple of 16 (line 8, column 59); give the output 34 channels",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "groups": 2 }"#,
            &[
                "/blocks/0/groups: 2 groups do not divide 3 input and 16 output channels (line 7, column 95); their greatest common divisor is 1",
            ],
        ),
    ]);
}

/// Operands, windows and sizes that do not suit a block, and values beyond all measure.
#[test]
fn shapes_that_do_not_fit() {
    check(&[
        (
            r#"{ "name": "pool", "type": "global_avg_pool" },"#,
            "",
            &[
                "/blocks/3: a linear layer on a map of 8×12 pixels (line 11, column 5); put a `global_avg_pool` before it",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "add", "from": ["stem", "down"]"#,
            &[
                "/blocks/2: `body` does not fit: operands differ: 16×16×24 and 32×8×12 (line 9, column 5); bring its operands to one shape with a `conv` or a `resize`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "concat", "from": ["stem", "down"]"#,
            &[
                "/blocks/2: `body` does not fit: operands differ in size: 16×16×24 and 32×8×12 (line 9, column 5); bring its operands to one size with a `resize`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "resize", "scale": 0.01"#,
            &[
                "/blocks/2/scale: the resized map has 0×0 pixels, not 1 to 65536 (line 9, column 50); choose a scale between them",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "avg_pool", "kernel": 31"#,
            &[
                "/blocks/2: `body` does not fit: the window is larger than the map of 32×8×12 (line 9, column 5); give it a smaller window, more padding or a larger map",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "channel_shuffle", "groups": 5"#,
            &[
                "/blocks/2: `body` does not fit: 5 groups do not divide 32 channels (line 9, column 5); choose groups that divide the channels",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "padding": 0, "dilation": 20 }"#,
            &[
                "/blocks/0: `stem.conv` does not fit: a kernel of 41×41 pixels does not fit a map of 3×32×48 padded by 0 (line 7, column 5); give it a smaller window, more padding or a larger map",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 1, "padding": 2 }"#,
            &[
                "/blocks/1/image: an image of 32×48 pixels, halved again and again, never has the 17×25 of the map (line 8, column 88); give the image that the map was made from by halving",
            ],
        ),
        (
            r#"{ "channels": 3, "height": 32, "width": 48 }"#,
            r#"{ "channels": 1024, "height": 65536, "width": 65536 }"#,
            &[
                "/input: the input holds 1024×65536×65536 = 4398046511104 numbers, more than 2147483648 (line 3, column 12); lower the input's size or the channels",
            ],
        ),
        (
            r#"{ "channels": 3, "height": 32, "width": 48 }"#,
            r#"{ "channels": 3, "height": 20000, "width": 32768 }"#,
            &[
                "/blocks/0: the value of `stem.conv` holds 16×10000×16384 = 2621440000 numbers, more than 2147483648 (line 7, column 5); lower the input's size or the channels",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2 }, { "name": "wide", "type": "conv", "kernel": 1, "channels": 65536 }, { "name": "wider", "type": "conv", "kernel": 3, "channels": 65536 }"#,
            &[
                "/blocks/2: the parameter `wider.conv.weight` holds 65536×65536×3×3 = 38654705664 numbers, more than 2147483648 (line 7, column 155); lower the input's size or the channels",
            ],
        ),
    ]);
}

/// Problems of different blocks and fields are reported together, in the order of the text.
#[test]
fn all_problems_at_once() {
    let spec = SPEC
        .replace("\"classes\": 10", "\"classes\": \"ten\", \"bracnhes\": 4")
        .replace("\"kernel\": 3", "\"kernel\": 99")
        .replace("\"limit\": 9", "\"limit\": 9.5")
        .replace("\"type\": \"eesp\"", "\"type\": \"eeesp\"")
        .replace("global_avg_pool\" }", "global_avg_pool\", \"size\": 1 }");
    let found = problems(&spec, &Overrides::default());
    let paths: Vec<&str> = found.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(
        paths,
        [
            "/classes",
            "/bracnhes",
            "/blocks/0/kernel",
            "/blocks/1/limit",
            "/blocks/2/type",
            "/blocks/3/size",
        ],
        "{found}"
    );
}
