//! The priors of ESPNetv2's detection network for tests and benchmarks, which do without the compiler.

use espnet::abi::priors::{PriorMap, SsdRule};

/// Returns the priors for an input of this height and width.
pub fn priors([height, width]: [usize; 2]) -> Vec<[f32; 4]> {
    let (rule, input) = (SsdRule::ESPNETV2, [height, width]);
    let map = |map: usize| {
        let pixels = input.map(|input| if map < 5 { input.div_ceil(8 << map) } else { 1 });
        let stride = [0, 1].map(|axis| rule.stride(map, input[axis], pixels[axis]));
        let sides: Vec<[f32; 2]> = rule.sides(input, map, 6).collect();
        let map = PriorMap::new(input, pixels, stride, &sides);
        (0..map.len()).map(|index| map.get(index)).collect::<Vec<_>>()
    };
    (0..6).flat_map(map).collect()
}
