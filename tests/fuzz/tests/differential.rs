//! Compares random architectures before and after all passes. `ESPNET_CASES` gives their number.

use std::env;

use espnet_fuzz::{choices, network};

#[test]
fn passes_keep_the_numbers_of_random_architectures() {
    let cases = env::var("ESPNET_CASES").map_or(60, |cases| {
        cases.parse().unwrap_or_else(|error| panic!("ESPNET_CASES is {cases:?}: {error}"))
    });
    for seed in 0..cases {
        network(&choices(seed));
    }
}
