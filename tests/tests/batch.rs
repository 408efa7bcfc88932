//! Batches of inputs, and numbers that processors are slow on.

use std::hint::black_box;

use espnet::{Isa, MaskNetwork, Network as _, Threads};
use espnet_compiler::random::Random;
use espnet_tests::{
    Network, checkpoint,
    networks::{unusual::SegSmall, widths::S035},
};

fn network() -> S035 {
    let plan = S035::settings().compile().plan;
    S035::from_bytes(&checkpoint::random(&plan, 1)).expect("the weights fit")
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

/// Compares the masks of a batch with those of its inputs one by one, with two threads.
fn masks<N: MaskNetwork>(network: &N, inputs: &[N::Input]) -> [Vec<(usize, N::Mask)>; 2]
where
    N::Mask: Copy + Send,
{
    let batch = network.forward_mask_batch(inputs, |index, mask| (index, *mask));
    let mut workspace = N::workspace();
    let mut threads = Threads::exactly(2).expect("there is room for threads");
    let mut one = |(index, input)| {
        let alone = *network.forward_mask(input, &mut workspace);
        let together = network.forward_mask_with_threads(input, &mut workspace, &mut threads);
        (index, if index % 2 == 0 { alone } else { *together })
    };
    [batch, inputs.iter().enumerate().map(&mut one).collect()]
}

#[test]
fn a_batch_of_masks_is_in_the_order_of_its_inputs() {
    let plan = SegSmall::settings().compile().plan;
    let numbers = Random::new(6).normals(5 * SegSmall::INPUT_LEN);
    let [batch, each] = (0..20)
        .map(|seed| {
            SegSmall::from_bytes(&checkpoint::random(&plan, seed)).expect("the weights fit")
        })
        .map(|network| masks(&network, numbers.as_chunks().0))
        .find(|[batch, _]| batch.iter().any(|(_, mask)| *mask != batch[0].1))
        .expect("some weights do not favour one class everywhere");
    assert_eq!(batch.len(), 5);
    assert!(batch == each);
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
