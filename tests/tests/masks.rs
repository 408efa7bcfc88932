//! Compares the masks of segmentation networks with those that `class_mask` makes from their
//! logits, on every instruction set, and with any number of threads.

use espnet::{
    Isa, Threads,
    image::{Mask, Rgb8, class_mask},
};
use espnet_compiler::random::Random;
use espnet_tests::{
    Network, checkpoint,
    networks::{others::EspnetSmall, recorded::Segmentation10, unusual::*},
};

/// Whether a mask has more than one class; some random weights favour one class everywhere.
fn is_mixed(mask: &Mask) -> bool {
    mask.classes().iter().any(|&class| class != mask.classes()[0])
}

macro_rules! same_masks {
    ($($test:ident: $network:ident;)*) => {$(
        #[test]
        fn $test() {
            let plan = $network::settings().compile().plan;
            let numbers = Random::new(8).normals($network::INPUT_LEN);
            let input = numbers.as_array().expect("of that length");
            let mut workspace = $network::workspace();
            let mut defined = |network: &$network| {
                let [_, classes, height, width] = $network::OUTPUT_SHAPE;
                let logits = network.forward(input, &mut workspace);
                class_mask(logits, classes, height, width).expect("it is a map")
            };
            let network = (0..20)
                .map(|seed| $network::from_bytes(&checkpoint::random(&plan, seed)).expect("it fits"))
                .find(|network| is_mixed(&defined(network)))
                .expect("some weights favour no class");
            for isa in Isa::ALL {
                let Some(network) = network.clone().on(isa) else { continue };
                let expected = defined(&network);
                assert_eq!([1, expected.height(), expected.width()], $network::MASK_SHAPE);
                let mut workspace = $network::workspace();
                let mask = network.forward_mask(input, &mut workspace);
                assert!(mask[..] == *expected.classes(), "on {isa}");
                for count in [1, 2, 3, 7] {
                    let mut threads = Threads::exactly(count).expect("there is room for threads");
                    workspace.floats_mut().fill(f32::NAN);
                    let mask =
                        network.forward_mask_with_threads(input, &mut workspace, &mut threads);
                    assert!(mask[..] == *expected.classes(), "on {isa} by {count} threads");
                }
            }
        }
    )*};
}

same_masks! {
    recorded: Segmentation10;
    two_classes: SegSmall;
    more_classes_than_planes: SegMany;
    an_odd_size: Enlarged;
    logits_of_this_size: EspnetSmall;
}

/// The twin of `Coarse` resizes its logits by a block.
#[test]
fn masks_of_the_inputs_size_are_those_of_enlarged_logits() {
    let plan = Enlarged::settings().compile().plan;
    let numbers = Random::new(8).normals(Enlarged::INPUT_LEN);
    let input = numbers.as_array().expect("of that length");
    assert_eq!(Coarse::MASK_SHAPE, Enlarged::MASK_SHAPE);
    assert_ne!(Coarse::OUTPUT_SHAPE, Enlarged::OUTPUT_SHAPE);
    let mut mixed = false;
    for seed in 0..20 {
        let weights = checkpoint::random(&plan, seed);
        let coarse = Coarse::from_bytes(&weights).expect("it fits");
        let enlarged = Enlarged::from_bytes(&weights).expect("it fits");
        for isa in Isa::ALL {
            let (Some(coarse), Some(enlarged)) = (coarse.clone().on(isa), enlarged.clone().on(isa))
            else {
                continue;
            };
            let mut workspace = Enlarged::workspace();
            let expected = enlarged.forward_mask(input, &mut workspace);
            mixed |= expected.iter().any(|class| *class != expected[0]);
            let mut workspace = Coarse::workspace();
            assert!(coarse.forward_mask(input, &mut workspace) == expected, "on {isa}");
            for count in [2, 3] {
                let mut threads = Threads::exactly(count).expect("there is room for threads");
                workspace.floats_mut().fill(f32::NAN);
                let mask = coarse.forward_mask_with_threads(input, &mut workspace, &mut threads);
                assert!(mask == expected, "on {isa} by {count} threads");
            }
        }
    }
    assert!(mixed, "every mask has one class only");
}

/// The answer about a picture has the size of the mask, not that of the output.
#[test]
fn predictions_have_the_masks_size() {
    let plan = Coarse::settings().compile().plan;
    let network = Coarse::from_bytes(&checkpoint::random(&plan, 1)).expect("it fits");
    let bytes = vec![90; 3 * 133 * 121];
    let picture = Rgb8::new(133, 121, bytes).expect("a picture");
    let answer = network.predict(&picture).expect("a picture is an input");
    assert_eq!((answer.mask().width(), answer.mask().height()), (133, 121));
}
