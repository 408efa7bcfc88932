//! Applies an [`Epilogue`] to a block of sums in registers, before the block is stored. All kernels with
//! weights use it.
//!
//! The stages of an epilogue are constants in generated code, so the code contains no other stages.

use espnet_abi::{
    kernel::{Epilogue, Number, Residual, Stage},
    layout::BLOCK,
};

use super::{
    lanes::{load, whole},
    shape_param::{ShapeParam, derived},
};
use crate::simd::Simd;

/// Repeats a statement for each `$i` below [`Epilogue::MAX`] and [`Epilogue::MAX_VECTORS`]. The compiler
/// might not unroll a loop, and would then keep the vectors in memory.
macro_rules! each {
    ($i:ident => $body:expr) => {
        each!($i => $body; 0 1 2 3 4 5 6 7)
    };
    ($i:ident => $body:expr; $($literal:literal)+) => {
        $({
            const $i: usize = $literal;
            $body;
        })+
    };
}

const _: () = assert!(Epilogue::MAX == 8 && Epilogue::MAX_VECTORS == 8);

/// The constant vectors of one panel of outputs, in the order of the stages. Vectors that the epilogue does
/// not use are zero and are never read.
pub(crate) struct Constants<S: Simd> {
    /// The bias, or zero without one.
    start: S::Block,
    vectors: [S::Block; Epilogue::MAX_VECTORS],
    gate: S::Block,
}

impl<S: Simd> Clone for Constants<S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Simd> Copy for Constants<S> {}

impl<S: Simd> Constants<S> {
    /// All zeros, for an epilogue without constants.
    #[inline(always)]
    pub(crate) fn none(simd: S) -> Self {
        let zero = simd.splat(0.0);
        Constants { start: zero, vectors: [zero; Epilogue::MAX_VECTORS], gate: zero }
    }

    /// Loads the constants of a panel from the beginning of `vectors`, and the factors of the gate. `gate`
    /// has one float for each output of the panel, or is empty if the epilogue has no gate.
    #[inline(always)]
    pub(crate) fn load(simd: S, epilogue: &Epilogue, vectors: &[f32], gate: &[f32]) -> Self {
        let mut constants = Self::none(simd);
        each!(I => if I < epilogue.vectors() {
            constants.vectors[I] = simd.load(whole(&vectors[I * BLOCK..]));
        });
        if epilogue.bias() {
            constants.start = constants.vectors[0];
        }
        if epilogue.gate() {
            constants.gate =
                if gate.len() == BLOCK { simd.load(whole(gate)) } else { simd.load_partial(gate) };
        }
        constants
    }

    /// The same constants for a block of two pixels with eight outputs each.
    #[inline(always)]
    pub(crate) fn twice(mut self, simd: S) -> Self {
        each!(I => self.vectors[I] = twice(simd, self.vectors[I]));
        self.start = twice(simd, self.start);
        self.gate = twice(simd, self.gate);
        self
    }

    /// The constants of the output in lane `lane`, copied to all lanes. The epilogue must not have a gate.
    #[inline(always)]
    pub(crate) fn of_lane(mut self, simd: S, lane: usize) -> Self {
        each!(I => self.vectors[I] = of_lane(simd, self.vectors[I], lane));
        self.start = of_lane(simd, self.start, lane);
        self
    }

    /// The bias, or zero without one. Sums that start with it need no bias later.
    #[inline(always)]
    pub(crate) fn start(&self) -> S::Block {
        self.start
    }

    /// The slopes of an epilogue that ends in a PReLU.
    #[inline(always)]
    pub(crate) fn slopes(&self, epilogue: &Epilogue) -> S::Block {
        self.vectors[epilogue.vectors() - 1]
    }

    /// Applies the whole epilogue. `added` is the block of the residual; it is ignored if there is no
    /// residual.
    #[inline(always)]
    pub(crate) fn apply<E: ShapeParam<Epilogue>>(
        &self,
        simd: S,
        epilogue: E,
        sum: S::Block,
        added: S::Block,
    ) -> S::Block {
        let bias = derived!(E: epilogue.shape(), |epilogue| epilogue.bias());
        let sum = if bias { simd.add(sum, self.start) } else { sum };
        self.finish(simd, epilogue, sum, added)
    }

    /// Applies the epilogue to sums that started with [`Constants::start`].
    ///
    /// For a constant epilogue, the code contains its stages alone.
    #[inline(always)]
    pub(crate) fn finish<E: ShapeParam<Epilogue>>(
        &self,
        simd: S,
        epilogue: E,
        sum: S::Block,
        added: S::Block,
    ) -> S::Block {
        let mut v = sum;
        if const { E::KNOWN.is_none() } {
            return self.finish_any(simd, &epilogue.shape(), sum, added);
        }
        each!(I => {
            if const { matches!(known_stage::<E>(I), Some(Stage::Affine)) } {
                let first = const { vectors_before::<E>(I) };
                v = simd.mul_add(v, self.vectors[first], self.vectors[first + 1]);
            }
            if const { matches!(known_stage::<E>(I), Some(Stage::Prelu)) } {
                v = simd.prelu(v, self.vectors[const { vectors_before::<E>(I) }]);
            }
            if const { matches!(known_stage::<E>(I), Some(Stage::Gate)) } {
                v = simd.mul(v, self.gate);
            }
            if const { matches!(known_stage::<E>(I), Some(Stage::Add(_))) } {
                v = simd.add(v, added);
            }
            if const { matches!(known_stage::<E>(I), Some(Stage::Sigmoid)) } {
                v = simd.sigmoid(v);
            }
            if const { known_bounds::<E>(I).0.is_some() } {
                let (low, _) = const { known_bounds::<E>(I) };
                v = at_least(simd, v, low.map_or(0.0, Number::get));
            }
            if const { known_bounds::<E>(I).1.is_some() } {
                let (_, high) = const { known_bounds::<E>(I) };
                v = at_most(simd, v, high.map_or(0.0, Number::get));
            }
        });
        v
    }

    /// Applies an epilogue that is known only at run time. The function is not inlined, because the code of
    /// all stages is long, and no code that has to be fast calls it.
    #[inline(never)]
    fn finish_any(&self, simd: S, epilogue: &Epilogue, sum: S::Block, added: S::Block) -> S::Block {
        let (mut v, mut next) = (sum, 0);
        for &stage in epilogue.stages() {
            v = self.stage(simd, stage, next, v, added);
            next += stage.vectors();
        }
        v
    }

    /// Computes one stage. Vector number `first` is its first.
    #[inline(always)]
    fn stage(&self, simd: S, stage: Stage, first: usize, v: S::Block, added: S::Block) -> S::Block {
        match stage {
            Stage::Bias => v,
            Stage::Affine => simd.mul_add(v, self.vectors[first], self.vectors[first + 1]),
            Stage::Prelu => simd.prelu(v, self.vectors[first]),
            Stage::Relu => at_least(simd, v, 0.0),
            Stage::Clamp { low, high } => at_most(simd, at_least(simd, v, low.get()), high.get()),
            Stage::Gate => simd.mul(v, self.gate),
            Stage::Add(_) => simd.add(v, added),
            Stage::Sigmoid => simd.sigmoid(v),
        }
    }
}

/// Stage number `i` of a constant epilogue, if there is one.
const fn known_stage<E: ShapeParam<Epilogue>>(i: usize) -> Option<Stage> {
    match E::KNOWN {
        Some(epilogue) => epilogue.stage(i),
        None => None,
    }
}

/// The bounds of stage number `i` of a constant epilogue, if it has any. The other stages are written out, so
/// that a new one does not compile before it is here, and in [`Constants::finish`].
const fn known_bounds<E: ShapeParam<Epilogue>>(i: usize) -> (Option<Number>, Option<Number>) {
    match known_stage::<E>(i) {
        Some(Stage::Relu) => (Some(Number::new(0.0)), None),
        Some(Stage::Clamp { low, high }) => (Some(low), Some(high)),
        Some(
            Stage::Bias
            | Stage::Affine
            | Stage::Prelu
            | Stage::Gate
            | Stage::Add(_)
            | Stage::Sigmoid,
        )
        | None => (None, None),
    }
}

/// The number of vectors that the stages before stage number `i` of a constant epilogue have.
const fn vectors_before<E: ShapeParam<Epilogue>>(i: usize) -> usize {
    let (mut stage, mut vectors) = (0, 0);
    while stage < i {
        if let Some(stage) = known_stage::<E>(stage) {
            vectors += stage.vectors();
        }
        stage += 1;
    }
    vectors
}

/// The larger of each number and `least`. NaN stays NaN.
#[inline(always)]
fn at_least<S: Simd>(simd: S, x: S::Block, least: f32) -> S::Block {
    let least = simd.splat(least);
    simd.select_greater(least, x, least, x)
}

/// The smaller of each number and `most`. NaN stays NaN.
#[inline(always)]
fn at_most<S: Simd>(simd: S, x: S::Block, most: f32) -> S::Block {
    let most = simd.splat(most);
    simd.select_greater(x, most, most, x)
}

/// Adds the products of an image pixel's channels and their weights to a sum. The pixel begins at `from`, and
/// the weights are `[channel][16]`.
///
/// # Safety
/// As many floats as `weights` has channels must be readable from `from` on.
#[inline(always)]
pub(crate) unsafe fn image_sum<S: Simd>(
    simd: S,
    weights: &[f32],
    from: *const f32,
    mut sum: S::Block,
) -> S::Block {
    for (c, weights) in weights.as_chunks::<BLOCK>().0.iter().enumerate() {
        // SAFETY: the caller promises that the channels are readable.
        let x = simd.splat(unsafe { *from.add(c) });
        sum = simd.mul_add(x, simd.load(weights), sum);
    }
    sum
}

/// A block with lane `lane` of `x` in all lanes.
#[inline(always)]
fn of_lane<S: Simd>(simd: S, x: S::Block, lane: usize) -> S::Block {
    let mut lanes = [0.0; BLOCK];
    simd.store(x, &mut lanes);
    simd.splat(lanes[lane])
}

/// A block with the first eight lanes of `x` twice.
#[inline(always)]
fn twice<S: Simd>(simd: S, x: S::Block) -> S::Block {
    let mut lanes = [0.0; BLOCK];
    simd.store(x, &mut lanes);
    simd.repeat(lanes.first_chunk::<{ BLOCK / 2 }>().expect("half a block"))
}

/// The distance in floats between pixels of the residual, or 0 if it is no separate map. Panics if the map is
/// too short for pixels of `channels` channels up to `end`.
#[inline(always)]
pub(crate) fn residual_step(
    epilogue: &Epilogue,
    residual: &[f32],
    end: usize,
    channels: usize,
) -> usize {
    match epilogue.residual().stride() {
        Some(stride) => {
            assert!(residual.len() >= (end - 1) * stride + channels);
            stride
        }
        None => 0,
    }
}

/// Loads `lanes` channels of the residual from `channel` on. The residual is either the previous contents of
/// the output's pixel, which is at the beginning of `output`, or a pixel of the whole map `residual`.
#[inline(always)]
pub(crate) fn added<S: Simd>(
    simd: S,
    epilogue: &Epilogue,
    output: &[f32],
    (residual, pixel): (&[f32], usize),
    channel: usize,
    lanes: usize,
) -> S::Block {
    match epilogue.residual() {
        Residual::None => simd.splat(0.0),
        Residual::InPlace => load(simd, output, lanes),
        Residual::Map { stride } => {
            load(simd, &residual[pixel * stride as usize + channel..], lanes)
        }
    }
}
