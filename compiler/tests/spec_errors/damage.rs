//! Texts that are damaged at random, or nested or chained beyond measure: none causes a panic.

use espnet_compiler::{
    compile,
    lower::lower,
    spec::{Overrides, Spec},
};

use super::{SPEC, problems};

/// Reading a damaged spec ends with a graph or with problems that have messages.
#[test]
fn damaged_specs_never_panic() {
    let models = [
        include_str!("../../../models/espnetv2.json"),
        include_str!("../../../models/espnetv2_seg.json"),
    ];
    let pieces = [
        "",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "0",
        "-1",
        "1e308",
        "65536",
        "null",
        "true",
        "\\u0000",
        "\"input\"",
        "\"level1\"",
        "{ \"scaled\": 64 }",
        "é",
        "\n",
    ];
    // Constants of a linear congruential generator (Numerical Recipes).
    let mut state = 1u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut read = 0;
    for round in 0..4_000 {
        let model = models[round % 2];
        let tokens: Vec<&str> = model.split_inclusive([' ', ',', ':', '{', '}']).collect();
        let mut tokens: Vec<String> = tokens.into_iter().map(str::to_owned).collect();
        for _ in 0..=random(2) {
            let (at, other) = (random(tokens.len()), random(tokens.len()));
            match random(3) {
                0 => tokens[at] = pieces[random(pieces.len())].to_owned(),
                1 => tokens[at] = tokens[other].clone(),
                _ => tokens.swap(at, other),
            }
        }
        let text = tokens.concat();
        match Spec::parse(&text)
            .and_then(|spec| spec.resolve(&Overrides::default()))
            .and_then(|architecture| lower(&architecture))
        {
            Ok(_) => read += 1,
            Err(problems) => {
                // The structure is wrong, and further problems are looked for.
                let all = compile(&text, &Overrides::default()).expect_err("it is damaged");
                assert!(all.0.len() >= problems.0.len(), "{problems}\n\n{all}");
                assert!(!problems.0.is_empty() && problems.0.iter().all(|p| !p.message.is_empty()));
            }
        }
    }
    assert!(read > 50, "only {read} of the damaged specs could be read: the damage is too coarse");
}

/// Texts nested, chained or cut beyond measure.
#[test]
fn extreme_texts_never_panic() {
    let nested = format!("{}32{}", "{ \"product\": [".repeat(60), "] }".repeat(60));
    let nested = SPEC.replace("\"body\": 32", &format!("\"body\": {nested}"));
    assert_eq!(problems(&nested, &Overrides::default()), "");
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(problems(&deep, &Overrides::default()).contains("more than 127 levels"));
    let chain: Vec<String> = (0..1_000)
        .map(|i| format!("\"w{i:03}\": {{ \"min\": [\"w{:03}\"] }}", i + 1))
        .chain(["\"w1000\": 4".to_owned(), "\"stem\": 16, \"body\": 32".to_owned()])
        .collect();
    let chained = SPEC.replace("\"stem\": 16, \"body\": 32", &chain.join(",\n"));
    assert!(problems(&chained, &Overrides::default()).contains("more than 256 deep"));
    assert_eq!(
        problems(&format!("\u{feff}{SPEC}"), &Overrides::default()),
        "not JSON: a byte order mark before the text (line 1, column 1); save the file as UTF-8 without one"
    );
    let blank = format!("{}{SPEC}", "\n".repeat(200_000));
    assert_eq!(problems(&blank, &Overrides::default()), "");
    for end in (0..SPEC.len()).filter(|&end| SPEC.is_char_boundary(end)) {
        assert_ne!(problems(&SPEC[..end], &Overrides::default()), "", "cut at {end}");
    }
}
