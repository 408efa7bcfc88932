//! Problems of different kinds are in one report, and a problem causes no others.

use espnet_compiler::{compile, spec::Overrides};

use super::{SPEC, problems};

/// The paths of the problems that compiling reports.
fn paths(spec: &str, overrides: &Overrides) -> Vec<String> {
    let problems = compile(spec, overrides).expect_err("the spec is wrong").0;
    problems.into_iter().map(|problem| problem.path).collect()
}

fn replaced(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SPEC.to_owned(), |spec, (old, new)| {
        assert!(spec.contains(old), "{old}");
        spec.replacen(old, new, 1)
    })
}

#[test]
fn the_structure_does_not_hide_names_widths_and_limits() {
    let spec = replaced(&[
        (r#""name": "tiny""#, r#""name": "tiny", "colour": 1"#),
        (r#""classes": 10"#, r#""classes": "ten""#),
        (r#""body": 32"#, r#""body": { "product": ["stm", 2] }"#),
        (r#""kernel": 3"#, r#""kernle": 3"#),
        (r#""image": "input""#, r#""image": "inptu""#),
        (r#""limit": 7"#, r#""limit": 7, "dilations": [1, 2, 3, 4]"#),
        (r#""features": "classes""#, r#""features": "clases""#),
        (r#"["classifier"]"#, r#"["pol", 3]"#),
    ]);
    let overrides = Overrides { height: Some(0), ..Overrides::default() };
    assert_eq!(
        paths(&spec, &overrides),
        [
            "height",
            "/colour",
            "/classes",
            "/widths/body/product/0",
            "/blocks/0/kernle",
            "/blocks/1/image",
            "/blocks/2",
            "/blocks/4/features",
            "/outputs/0",
            "/outputs/1",
        ]
    );
}

#[test]
fn a_wrong_part_makes_no_problems_elsewhere() {
    for (changes, expected) in [
        // The limit is only missing because its name is misspelt. `classes` is only unused because
        // the field that would use it is wrong.
        (&[(r#""limit": 7"#, r#""limt": 7"#)][..], "/blocks/2/limt"),
        (&[(r#""features": "classes""#, r#""features": 0"#)], "/blocks/4/features"),
        // A block refers to another one, whose `name` is misspelt.
        (
            &[
                (r#""name": "body""#, r#""nmae": "body""#),
                (r#""type": "global_avg_pool""#, r#""type": "global_avg_pool", "from": "body""#),
            ],
            "/blocks/2/nmae",
        ),
        (&[(r#""widths": { "stem": 16, "body": 32 },"#, r#""widths": 3,"#)], "/widths"),
    ] {
        let overrides = Overrides { classes: Some(11), ..Overrides::default() };
        assert_eq!(paths(&replaced(changes), &overrides), [expected]);
    }
}

#[test]
fn wrong_overrides_do_not_hide_what_is_wrong_with_the_spec() {
    let spec = replaced(&[(r#""image": "input""#, r#""image": "inptu""#)]);
    let overrides =
        Overrides { branches: Some(9), width_multiplier: Some(f64::NAN), ..Overrides::default() };
    assert_eq!(paths(&spec, &overrides), ["branches", "width_multiplier", "/blocks/1/image"]);

    // They do not hide shapes that do not fit either.
    let spec = replaced(&[(
        r#""name": "pool", "type": "global_avg_pool""#,
        r#""name": "pool", "type": "activation", "function": "sigmoid""#,
    )]);
    assert_eq!(paths(&spec, &overrides), ["branches", "width_multiplier", "/blocks/4"]);
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

#[test]
fn a_wrong_output_does_not_hide_a_circle() {
    let spec = replaced(&[
        (r#""limit": 7"#, r#""limit": 7, "from": "body""#),
        (r#"["classifier"]"#, r#"["classifier", 3]"#),
    ]);
    assert_eq!(paths(&spec, &Overrides::default()), ["/blocks/2", "/outputs/1"]);
}
