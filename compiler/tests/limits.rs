//! Specs at each limit and beyond it.

use std::fs;

use espnet_compiler::{
    compile,
    diagnostic::Diagnostics,
    ir::Graph,
    lower::{MAX_OPERATORS, lower},
    plan::{MAX_ARENA_BYTES, MAX_WEIGHTS_BYTES},
    spec::{MAX_BLOCKS, MAX_BYTES, MAX_CHANNELS, MAX_OUTPUTS, MAX_SIZE, Overrides, Spec},
};

/// A spec with this input, these blocks and these outputs.
fn spec([channels, height, width]: [usize; 3], blocks: &str, outputs: &str) -> String {
    format!(
        r#"{{
          "name": "limits",
          "input": {{ "channels": {channels}, "height": {height}, "width": {width} }},
          "classes": 3,
          "blocks": [{blocks}],
          "outputs": [{outputs}]
        }}"#
    )
}

fn lowered(spec: &str) -> Result<Graph, Diagnostics> {
    Ok(lower(&Spec::parse(spec)?.resolve(&Overrides::default())?)?.graph)
}

#[track_caller]
fn assert_refused<T>(result: Result<T, Diagnostics>, expected: &str) {
    let problems = result.err().expect("beyond the bound").to_string();
    assert!(problems.contains(expected), "{problems}");
}

const SIGMOID: &str = r#"{ "name": "a", "type": "activation", "function": "sigmoid" }"#;

#[test]
fn length_of_the_text() {
    let spec = spec([1, 1, 1], SIGMOID, r#""a""#);
    let padded = |len: usize| format!("{spec}{}", " ".repeat(len - spec.len()));
    let (fits, beyond) = (padded(MAX_BYTES as usize), padded(MAX_BYTES as usize + 1));
    assert!(Spec::parse(&fits).is_ok());
    assert_refused(Spec::parse(&beyond), "4194305 bytes, more than 4194304; shorten the spec");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spec.json");
    fs::write(&path, &fits).unwrap();
    assert!(Spec::read(&path).unwrap() == fits);
    fs::write(&path, &beyond).unwrap();
    let error = Spec::read(&path).unwrap_err().to_string();
    assert_eq!(error, "the file is longer than 4194304 bytes, so it is no spec");
}

#[test]
fn nesting_of_the_text() {
    // The outermost object is a level too.
    let nested = |depth: usize| {
        let lists = format!("{}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        Spec::parse(&format!(r#"{{ "lists": {lists} }}"#))
    };
    assert_refused(nested(127), "unknown field `lists`");
    assert_refused(nested(128), "not JSON: objects and arrays in more than 127 levels");
    assert_refused(nested(100_000), "not JSON: objects and arrays in more than 127 levels");
}

#[test]
fn blocks_with_repetitions() {
    let repeated = |count: usize| {
        let block = SIGMOID.replace("\"type\"", &format!("\"repeat\": {count}, \"type\""));
        lowered(&spec([1, 1, 1], &block, r#""a""#))
    };
    assert_eq!(repeated(MAX_BLOCKS).unwrap().len(), MAX_BLOCKS + 1);
    assert_refused(repeated(MAX_BLOCKS + 1), "expected an integer from 0 to 1024, found 1025");

    let listed = |count: usize| {
        let block = |i: usize| SIGMOID.replace("\"a\"", &format!("\"a{i}\""));
        let blocks: Vec<String> = (0..count).map(block).collect();
        lowered(&spec([1, 1, 1], &blocks.join(","), r#""a1""#))
    };
    assert_eq!(listed(MAX_BLOCKS).unwrap().len(), MAX_BLOCKS + 1);
    assert_refused(listed(MAX_BLOCKS + 1), "expected an array of 1 to 1024 items");
}

#[test]
fn operators() {
    const SCALES: &str =
        "0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7";
    let network = |pools: usize, sigmoids: usize| {
        let pool = format!(
            r#"{{ "name": "p", "type": "efficient_pyramid_pool", "repeat": {pools},
                 "channels": 1, "projection": 1, "scales": [{SCALES}] }}"#
        );
        let sigmoid = SIGMOID.replace("\"type\"", &format!("\"repeat\": {sigmoids}, \"type\""));
        lowered(&spec([1, 8, 8], &format!("{pool}, {sigmoid}"), r#""a""#))
    };
    let per_pool = network(2, 0).unwrap().len() - network(1, 0).unwrap().len();
    let (pools, rest) = ((MAX_OPERATORS - 1) / per_pool, (MAX_OPERATORS - 1) % per_pool);
    assert!(pools + rest < MAX_BLOCKS, "{per_pool} operators a block");
    assert_eq!(network(pools, rest).unwrap().len(), MAX_OPERATORS);
    assert_refused(
        network(pools, rest + 1),
        &format!("/blocks/1: at `a.{rest}` the network exceeds 16384 operators (line"),
    );
}

#[test]
fn outputs() {
    let network = |count: usize| {
        let names: Vec<String> =
            (0..count).map(|i| format!(r#"{{ "name": "o{i}", "from": "a" }}"#)).collect();
        compile(&spec([1, 1, 1], SIGMOID, &names.join(",")), &Overrides::default())
    };
    assert_eq!(network(MAX_OUTPUTS).unwrap().plan.outputs.len(), MAX_OUTPUTS);
    assert_refused(network(MAX_OUTPUTS + 1), "expected an array of 1 to 64 items");
}

#[test]
fn sizes_and_channels() {
    let conv = |channels: usize| {
        format!(r#"{{ "name": "a", "type": "conv", "channels": {channels}, "kernel": 1 }}"#)
    };
    let network = |input, channels| lowered(&spec(input, &conv(channels), r#""a""#));
    assert!(network([1, MAX_SIZE, 1], 1).is_ok());
    assert_refused(network([1, MAX_SIZE + 1, 1], 1), "from 1 to 65536, found 65537");
    assert!(network([1, 1, MAX_SIZE], 1).is_ok());
    assert_refused(network([1, 1, MAX_SIZE + 1], 1), "from 1 to 65536, found 65537");
    assert!(network([1024, 1, 1], 1).is_ok());
    assert_refused(network([1025, 1, 1], 1), "from 1 to 1024, found 1025");
    assert!(network([1, 1, 1], MAX_CHANNELS).is_ok());
    assert_refused(network([1, 1, 1], MAX_CHANNELS + 1), "from 1 to 65536");

    // The limit of numbers in a value, and in a parameter.
    assert!(network([1, 32_768, MAX_SIZE], 1).is_ok());
    assert_refused(network([1, 32_769, MAX_SIZE], 1), "the input holds 1×32769×65536");
    assert_refused(network([1, 32_768, MAX_SIZE], 2), "the value of `a.conv` holds 2×32768×65536");
    let two = |channels: usize| {
        let second = conv(channels).replace("\"a\"", "\"b\"");
        lowered(&spec([1, 1, 1], &format!("{}, {second}", conv(32_768)), r#""b""#))
    };
    assert!(two(65_536).is_ok());
    let three = conv(65_536).replace("\"kernel\": 1", "\"kernel\": 3").replace("\"a\"", "\"b\"");
    assert_refused(
        lowered(&spec([1, 1, 1], &format!("{}, {three}", conv(32_768)), r#""b""#)),
        "the parameter `b.conv.weight` holds 65536×32768×3×3 = 19327352832 numbers",
    );
}

#[test]
fn bytes_of_the_arena() {
    let network = |height: usize| {
        let blocks = r#"{ "name": "a", "type": "conv", "channels": 16, "kernel": 1 },
                        { "name": "b", "type": "global_avg_pool" }"#;
        compile(&spec([1, height, 8192], blocks, r#""b""#), &Overrides::default())
    };
    let (mut fits, mut beyond) = (1, MAX_SIZE);
    while beyond - fits > 1 {
        let height = fits.midpoint(beyond);
        match network(height).is_ok() {
            true => fits = height,
            false => beyond = height,
        }
    }
    let row = 16 * 8192 * size_of::<f32>();
    let bytes = network(fits).unwrap().plan.arena_bytes();
    assert!((MAX_ARENA_BYTES - row..=MAX_ARENA_BYTES).contains(&bytes), "{bytes}");
    let problems = network(beyond).err().unwrap().to_string();
    assert!(problems.starts_with("/input: the network needs an arena of 2049 MiB"), "{problems}");
    assert!(
        problems.ends_with(
            "at most 2048 MiB are allowed: choose a smaller height, width or width multiplier"
        ),
        "{problems}"
    );
}

#[test]
fn bytes_of_the_weights() {
    let network = |features: usize| {
        let blocks = format!(
            r#"{{ "name": "a", "type": "conv", "channels": 16384, "kernel": 1, "groups": "gcd" }},
               {{ "name": "b", "type": "linear", "features": {features}, "bias": false,
                 "weights": "f32" }}"#
        );
        compile(&spec([1, 1, 1], &blocks, r#""b""#), &Overrides::default())
    };
    let most = 16_384 - 16;
    let bytes = network(most).unwrap().plan.recipe.len * size_of::<f32>();
    assert!((MAX_WEIGHTS_BYTES - (1 << 20)..=MAX_WEIGHTS_BYTES).contains(&bytes), "{bytes}");
    assert_refused(network(most + 16), "/blocks: the network needs 1025 MiB of packed weights");
}
