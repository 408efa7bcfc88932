//! The memory of post-processing: how much is needed, and who owns it.

use core::fmt;

use espnet_abi::layout::BLOCK;

use super::{Detection, softmax::Survivor, suppress::KeptBlock};

/// How much memory post-processing needs, whatever the outputs are.
///
/// ```
/// use espnet::detection::{Memory, Room};
///
/// // 512×512 pixels, the classes of COCO, the authors' `top_k`.
/// const ROOM: Room = Room::new(32742, 81, 200);
/// type CocoMemory = Memory<{ ROOM.priors }, { ROOM.blocks }, { ROOM.detections }>;
/// // Less than an eighth of the confidences.
/// assert!(size_of::<CocoMemory>() < 32742 * 81 * size_of::<f32>() / 8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The number of priors.
    pub priors: usize,
    /// The number of blocks of sixteen boxes that hold the kept boxes of one class.
    pub blocks: usize,
    /// The number of detections of all classes.
    pub detections: usize,
}

impl Room {
    /// The room for the outputs of a network with `priors` priors and `classes` classes, with the background,
    /// if at most `top_k` detections of each class are kept.
    #[must_use]
    pub const fn new(priors: usize, classes: usize, top_k: usize) -> Self {
        // A class has no more detections than there are priors.
        let kept = if top_k < priors { top_k } else { priors };
        Room {
            priors,
            blocks: kept.div_ceil(BLOCK),
            detections: kept.saturating_mul(classes.saturating_sub(1)),
        }
    }

    /// Whether `other` fits into this room.
    pub(super) fn holds(self, other: Room) -> bool {
        self.priors >= other.priors
            && self.blocks >= other.blocks
            && self.detections >= other.detections
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Room { priors, blocks, detections } = self;
        write!(f, "{priors} priors, {blocks} blocks of kept boxes and {detections} detections")
    }
}

/// Memory in place, with the sizes of a [`Room`]. It can be megabytes, so make it a `static` or a part of one.
#[derive(Clone, Debug)]
pub struct Memory<const PRIORS: usize, const BLOCKS: usize, const DETECTIONS: usize> {
    keys: [u64; PRIORS],
    survivors: [Survivor; PRIORS],
    kept: [KeptBlock; BLOCKS],
    detections: [Detection; DETECTIONS],
}

impl<const PRIORS: usize, const BLOCKS: usize, const DETECTIONS: usize>
    Memory<PRIORS, BLOCKS, DETECTIONS>
{
    /// Memory of zeros.
    #[must_use]
    pub const fn new() -> Self {
        Memory {
            keys: [0; PRIORS],
            survivors: [Survivor::NONE; PRIORS],
            kept: [KeptBlock::EMPTY; BLOCKS],
            detections: [Detection::NONE; DETECTIONS],
        }
    }

    /// Lends the memory to one [`run`](super::PostProcessing::run).
    pub fn buffers(&mut self) -> Buffers<'_> {
        Buffers {
            keys: &mut self.keys,
            survivors: &mut self.survivors,
            kept: &mut self.kept,
            detections: &mut self.detections,
        }
    }
}

impl<const PRIORS: usize, const BLOCKS: usize, const DETECTIONS: usize> Default
    for Memory<PRIORS, BLOCKS, DETECTIONS>
{
    fn default() -> Self {
        Self::new()
    }
}

/// Memory on the heap, for sizes that are known only at run time.
#[cfg(feature = "std")]
#[derive(Clone, Debug)]
pub struct HeapMemory {
    keys: alloc::boxed::Box<[u64]>,
    survivors: alloc::boxed::Box<[Survivor]>,
    kept: alloc::boxed::Box<[KeptBlock]>,
    detections: alloc::boxed::Box<[Detection]>,
}

#[cfg(feature = "std")]
impl HeapMemory {
    /// Allocates memory of this room.
    #[must_use]
    pub fn new(room: Room) -> Self {
        HeapMemory {
            keys: alloc::vec![0; room.priors].into(),
            survivors: alloc::vec![Survivor::NONE; room.priors].into(),
            kept: alloc::vec![KeptBlock::EMPTY; room.blocks].into(),
            detections: alloc::vec![Detection::NONE; room.detections].into(),
        }
    }

    /// The room that the memory has.
    #[must_use]
    pub fn room(&self) -> Room {
        Room { priors: self.keys.len(), blocks: self.kept.len(), detections: self.detections.len() }
    }

    /// Lends the memory to one [`run`](super::PostProcessing::run).
    pub fn buffers(&mut self) -> Buffers<'_> {
        Buffers {
            keys: &mut self.keys,
            survivors: &mut self.survivors,
            kept: &mut self.kept,
            detections: &mut self.detections,
        }
    }
}

/// Borrowed memory for one [`run`](super::PostProcessing::run). Its contents do not matter.
#[derive(Debug)]
pub struct Buffers<'m> {
    /// The candidates of one class, to be sorted.
    pub(super) keys: &'m mut [u64],
    /// The priors with a score above the threshold.
    pub(super) survivors: &'m mut [Survivor],
    /// The kept boxes of one class.
    pub(super) kept: &'m mut [KeptBlock],
    /// The result.
    pub(super) detections: &'m mut [Detection],
}

impl Buffers<'_> {
    /// The room that the memory has.
    #[must_use]
    pub fn room(&self) -> Room {
        Room {
            priors: self.keys.len().min(self.survivors.len()),
            blocks: self.kept.len(),
            detections: self.detections.len(),
        }
    }
}
