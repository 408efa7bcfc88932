//! Many inputs at once, and numbers that processors are slow on.

use std::hint::black_box;

use espnet::{Isa, Network as _, checkpoint::write_safetensors};
use espnet_compiler::random::{Random, random_checkpoint};
use espnet_tests::{Network, networks::widths::S035};

fn network() -> S035 {
    let tensors = random_checkpoint(&S035::settings().compile().plan, 1);
    let file = write_safetensors(tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)))
        .expect("names are distinct");
    S035::from_bytes(&file).expect("the weights fit")
}

#[test]
fn a_batch_gives_what_its_inputs_give_one_by_one_in_their_order() {
    let network = network();
    let numbers = Random::new(5).normals(9 * S035::INPUT_LEN);
    let inputs = numbers.as_chunks().0;
    let batch = network.forward_batch(inputs, |index, logits| (index, *logits));
    assert_eq!(batch.len(), inputs.len());
    for (i, (input, (index, logits))) in inputs.iter().zip(&batch).enumerate() {
        assert_eq!((i, logits.as_slice()), (*index, network.run(input).as_slice()));
    }
}

#[test]
fn denormal_inputs_count_as_zero_and_the_caller_keeps_denormals() {
    let denormal = f32::from_bits(1);
    for isa in [Isa::Avx2, Isa::Avx512] {
        let Some(network) = network().on(isa) else { continue };
        let zeros = network.run(&[0.0; S035::INPUT_LEN]);
        assert_eq!(network.run(&[denormal; S035::INPUT_LEN]), zeros);
        assert!(black_box(f32::MIN_POSITIVE) * black_box(0.5) > 0.0);
    }
}
