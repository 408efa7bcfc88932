//! Seeded random weights, for benchmarks and tests of networks without trained weights.
//!
//! Weights are scaled by their fan-in, so activations have about the same magnitude as in trained networks. A
//! benchmark on zeros, infinities or denormals would measure something else.

use espnet_checkpoint::Tensor;

use crate::{ir::Param, plan::Plan};

/// A generator of pseudo-random numbers: SplitMix64, the same on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Creates a generator with a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// Returns the next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a uniform number from 0 up to, but not including, 1.
    pub fn uniform(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u32 << 24) as f32
    }

    /// Returns an approximately normal number with mean 0 and variance 1: the sum of twelve uniform numbers
    /// minus six. This needs no function whose result differs between platforms.
    pub fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.uniform()).sum::<f32>() - 6.0
    }

    /// Returns `len` approximately normal numbers.
    pub fn normals(&mut self, len: usize) -> Vec<f32> {
        (0..len).map(|_| self.normal()).collect()
    }
}

/// Returns random weights for every parameter that a network reads, by name in the plan's order.
pub fn random_checkpoint(plan: &Plan, seed: u64) -> Vec<(String, Tensor)> {
    random_tensors(&plan.recipe.parameters, seed)
}

/// Returns random weights for parameters, by name in their order.
pub fn random_tensors(parameters: &[Param], seed: u64) -> Vec<(String, Tensor)> {
    let mut random = Random::new(seed);
    parameters
        .iter()
        .map(|param| {
            let len = param.shape.iter().product();
            let data = (0..len).map(|_| number(param, &mut random)).collect();
            let tensor = Tensor::new(param.shape.clone(), data)
                .expect("there are as many numbers as the shape says");
            (param.name.clone(), tensor)
        })
        .collect()
}

fn number(param: &Param, random: &mut Random) -> f32 {
    let last = param.name.rsplit('.').next().unwrap_or_default();
    match (last, param.shape.as_slice()) {
        ("running_var", _) => 0.5 + random.uniform(),
        ("running_mean" | "bias", _) => 0.2 * random.normal(),
        // Vectors with the name `weight` are the scales of a norm or the slopes of a PReLU.
        (_, [_]) if is_prelu(&param.name) => 0.5 * random.uniform(),
        (_, [_]) => 0.5 + random.uniform(),
        (_, shape) => {
            let fan_in: usize = shape[1..].iter().product();
            random.normal() / (fan_in as f32).sqrt()
        }
    }
}

/// Whether a vector with the name `weight` contains slopes. The released checkpoints call the module `act` or
/// `module_act`, or give it the number after its norm.
fn is_prelu(name: &str) -> bool {
    let module = name.strip_suffix(".weight").unwrap_or(name);
    module.ends_with("act") || module.ends_with("cbr.2") || module.ends_with("br.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_everywhere() {
        let mut random = Random::new(0);
        assert_eq!(random.bits(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(random.bits(), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn activations_keep_their_magnitude() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
        for (spec, multiplier) in [("espnetv2.json", 1.1), ("espnetv2_seg.json", 2.0)] {
            let text = std::fs::read_to_string(root.join(spec)).unwrap();
            let overrides = crate::spec::Overrides {
                width_multiplier: Some(multiplier),
                height: Some(64),
                width: Some(64),
                ..Default::default()
            };
            let compiled = crate::compile(&text, &overrides).unwrap();
            let tensors: std::collections::BTreeMap<_, _> =
                random_checkpoint(&compiled.plan, 7).into_iter().collect();
            let input = Random::new(8).normals(compiled.plan.input.len());
            let inputs = [("input", input.as_slice())];
            let values = crate::ir::interpret::run(&compiled.graph, &tensors, &inputs).unwrap();
            for (node, value) in values {
                let largest = value.iter().fold(0.0f32, |largest, x| largest.max(x.abs()));
                let name = &compiled.graph.node(node).name;
                assert!((0.05..100.0).contains(&largest), "{spec}: {name} reaches {largest}");
            }
        }
    }

    #[test]
    fn normals_have_mean_0_and_variance_1() {
        let numbers = Random::new(1).normals(100_000);
        let mean = numbers.iter().sum::<f32>() / numbers.len() as f32;
        let variance =
            numbers.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / numbers.len() as f32;
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03, "{mean} {variance}");
    }
}
