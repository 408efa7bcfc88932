//! `forward` and `forward_mask` allocate nothing.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering},
};

use espnet::Isa;
use espnet_compiler::random::Random;
use espnet_tests::{
    Network, checkpoint,
    networks::{unusual::SegSmall, widths::S035},
};

/// The system's allocator, with a count of its calls.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::SeqCst);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn weights<N: Network>() -> Vec<u8> {
    checkpoint::random(&N::settings().compile().plan, 1)
}

// There is only one test, since the allocations of others would count.
#[test]
fn forward_allocates_nothing() {
    let classifier = S035::from_bytes(&weights::<S035>()).expect("the weights fit");
    let segmenter = SegSmall::from_bytes(&weights::<SegSmall>()).expect("the weights fit");
    for isa in Isa::ALL {
        let (Ok(classifier), Ok(segmenter)) =
            (classifier_on(&classifier, isa), segmenter_on(&segmenter, isa))
        else {
            continue;
        };
        let mut workspaces = (S035::workspace(), SegSmall::workspace());
        let inputs =
            (Random::new(1).normals(S035::INPUT_LEN), Random::new(2).normals(SegSmall::INPUT_LEN));
        let inputs: (&[f32; S035::INPUT_LEN], &[f32; SegSmall::INPUT_LEN]) = (
            inputs.0.as_slice().try_into().expect("of that length"),
            inputs.1.as_slice().try_into().expect("of that length"),
        );
        let before = ALLOCATIONS.load(Ordering::SeqCst);
        let sums = (
            classifier.forward(inputs.0, &mut workspaces.0).iter().sum::<f32>(),
            segmenter.forward(inputs.1, &mut workspaces.1).iter().sum::<f32>(),
        );
        let classes = segmenter.forward_mask(inputs.1, &mut workspaces.1).iter().max();
        let after = ALLOCATIONS.load(Ordering::SeqCst);
        assert!(sums.0.is_finite() && sums.1.is_finite() && classes <= Some(&1));
        assert_eq!(after - before, 0, "{isa}");
    }
    let before = ALLOCATIONS.load(Ordering::SeqCst);
    drop(S035::workspace());
    assert!(ALLOCATIONS.load(Ordering::SeqCst) > before, "the allocator counts");
}

fn classifier_on(network: &S035, isa: Isa) -> Result<S035, espnet::IsaError> {
    network.clone().with_isa(isa)
}

fn segmenter_on(network: &SegSmall, isa: Isa) -> Result<SegSmall, espnet::IsaError> {
    network.clone().with_isa(isa)
}
