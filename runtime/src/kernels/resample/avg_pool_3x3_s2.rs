//! Average pooling of channels-last maps to half the size, with 3×3 windows two pixels apart. It is the
//! pooled shortcut of strided EESP units, including the operations after the average.

use core::ops::Range;

use espnet_abi::{
    kernel::{Epilogue, StridedEespUnit},
    layout::{BLOCK, Map},
};

use crate::{
    kernels::common::{
        epilogue::{Constants, image_sum},
        lanes::lanes,
    },
    simd::Simd,
};

/// The shape of an average pooling, and the operations of a unit after it.
#[derive(Clone, Copy)]
pub(crate) struct AvgPool3x3S2 {
    from: Map,
    /// The output, of half the size.
    to: Map,
    /// The image that is added to the averages.
    image: Option<Map>,
    /// A bias, if there is an image, and a PReLU; or nothing.
    epilogue: Epilogue,
    /// The offset of the image's weights in the packed weights.
    constants: usize,
    /// Whether the input's channels are in the order of [`in_run`](espnet_abi::interleaved::in_run).
    interleaved: bool,
}

impl AvgPool3x3S2 {
    /// Averages without further operations.
    pub(crate) const fn plain(from: Map, to: Map) -> Self {
        AvgPool3x3S2 {
            from,
            to,
            image: None,
            epilogue: Epilogue::NONE,
            constants: 0,
            interleaved: false,
        }
    }

    /// The pooled channels of a unit, with its operations after the average.
    pub(crate) const fn new(unit: &StridedEespUnit) -> Self {
        AvgPool3x3S2 {
            from: unit.input,
            to: unit.pooled(),
            image: unit.image,
            epilogue: unit.last(),
            constants: unit.pooled_len(),
            interleaved: unit.interleaved,
        }
    }
}

/// Pools pixels of the output; `output` begins at the first of them, and `input` at row `first` of the map.
/// Zeros around the map count. `image` is a whole map. `weights` contains the epilogue's constants for each
/// block of channels, then the image's weights.
#[inline(always)]
pub(crate) fn pixels<S: Simd>(
    simd: S,
    pool: &AvgPool3x3S2,
    weights: &[f32],
    (input, first): (&[f32], usize),
    image: &[f32],
    pixels: Range<usize>,
    output: &mut [f32],
) {
    let AvgPool3x3S2 { from, to, .. } = *pool;
    let mut next = pixels.start;
    while next < pixels.end {
        let output = &mut output[(next - pixels.start) * to.stride..];
        let y = next / to.width;
        let columns = next % to.width..to.width.min(pixels.end - y * to.width);
        next += columns.len();
        let (top, bottom) = ((2 * y).saturating_sub(1), (2 * y + 2).min(from.height));
        let input = &input[(top - first) * from.width * from.stride..];
        let image = match pool.image {
            Some(map) => &image[y * map.width * map.stride..],
            None => &[],
        };
        // Almost all windows have three rows. A constant count is faster, but needs more code.
        match bottom - top {
            3 if const { S::SPECIALISED } => {
                row(simd, pool, 3, weights, input, image, columns, output);
            }
            fewer => row(simd, pool, fewer, weights, input, image, columns, output),
        }
    }
}

/// Pools columns of one output row from `rows` input rows. `output` begins at the first of these columns,
/// `input` at the first of the rows, and `image` at its row.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "a unit's operands for a row")]
fn row<S: Simd>(
    simd: S,
    pool: &AvgPool3x3S2,
    rows: usize,
    weights: &[f32],
    input: &[f32],
    image: &[f32],
    columns: Range<usize>,
    output: &mut [f32],
) {
    let AvgPool3x3S2 { from, to, .. } = *pool;
    assert!(
        columns.start < columns.end && columns.end <= to.width && 2 * to.width <= from.width + 1
    );
    assert!(input.len() >= (rows * from.width - 1) * from.stride + from.channels);
    assert!(output.len() >= (columns.len() - 1) * to.stride + to.channels);
    if let Some(map) = pool.image {
        assert!(image.len() >= (columns.end - 1) * map.stride + map.channels);
    }
    let weights = weights.split_at(pool.constants);
    let operands = (input.as_ptr(), image.as_ptr(), output.as_mut_ptr());
    let in_pairs = const { S::SPECIALISED } || pool.interleaved;
    let paired = if in_pairs { to.channels / (2 * BLOCK) * 2 } else { 0 };
    for block in (0..paired).step_by(2) {
        // SAFETY: the assertions cover all pixels of the rows, all blocks of their channels, and the columns
        // of the output and of the image.
        unsafe { blocks::<S, 2>(simd, pool, rows, block, BLOCK, weights, &columns, operands) };
    }
    for block in paired..to.channels.div_ceil(BLOCK) {
        let lanes = lanes(to.channels, block);
        // SAFETY: as above.
        unsafe { blocks::<S, 1>(simd, pool, rows, block, lanes, weights, &columns, operands) };
    }
}

/// Pools `B` blocks of channels, the last of which has `lanes` lanes, for some columns of a row. Two blocks
/// are a pair of cache lines that processors fetch together. The column that neighbouring windows share is
/// added up once.
///
/// # Safety
/// - The channels of the blocks must be readable in `rows` rows of the input, and writable in the columns of
///   the output, which begins at the first of these columns.
/// - The image, if there is one, must be readable in its row up to the last of the columns. Like the input,
///   it begins at the first pixel of the row.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "a unit's operands for a row")]
unsafe fn blocks<S: Simd, const B: usize>(
    simd: S,
    pool: &AvgPool3x3S2,
    rows: usize,
    block: usize,
    lanes: usize,
    (constants, beside): (&[f32], &[f32]),
    columns: &Range<usize>,
    (input, image, output): (*const f32, *const f32, *mut f32),
) {
    let AvgPool3x3S2 { from, to, epilogue, .. } = *pool;
    let image_step = pool.image.map_or(0, |map| map.stride);
    let image_channels = pool.image.map_or(0, |map| map.channels);
    let beside = &beside[block * image_channels * BLOCK..][..B * image_channels * BLOCK];
    let mut loaded = [Constants::none(simd); B];
    for (b, constants_of) in loaded.iter_mut().enumerate() {
        *constants_of =
            Constants::load(simd, &epilogue, &constants[epilogue.weights_len(block + b)..], &[]);
    }
    let share = simd.splat(1.0 / 9.0);
    let mut left = match columns.start {
        0 => [simd.splat(0.0); B],
        // SAFETY: guaranteed by the caller; the column is inside the input.
        x => unsafe {
            let input = input.add((2 * x - 1) * from.stride + block * BLOCK);
            column::<S, B>(simd, from, rows, input, lanes)
        },
    };
    for x in columns.clone() {
        // SAFETY: guaranteed by the caller; the columns are inside the input, and the slice of the image's
        // weights has been checked above.
        unsafe {
            let input = input.add(2 * x * from.stride + block * BLOCK);
            let middle = column::<S, B>(simd, from, rows, input, lanes);
            let right = match 2 * x + 1 < from.width {
                true => column::<S, B>(simd, from, rows, input.add(from.stride), lanes),
                false => [simd.splat(0.0); B],
            };
            let mut sums = [simd.splat(0.0); B];
            for b in 0..B {
                sums[b] = simd.add(simd.add(left[b], middle[b]), right[b]);
            }
            if const { B == 2 } && pool.interleaved {
                [sums[0], sums[B - 1]] = simd.gather_groups([sums[0], sums[B - 1]]);
            }
            for b in 0..B {
                let value = simd.mul_add(sums[b], share, loaded[b].start());
                let weights = &beside[b * image_channels * BLOCK..][..image_channels * BLOCK];
                let value = image_sum(simd, weights, image.wrapping_add(x * image_step), value);
                let value = match epilogue.vectors() {
                    0 => value,
                    _ => simd.prelu(value, loaded[b].slopes(&epilogue)),
                };
                let to = output.add((x - columns.start) * to.stride + (block + b) * BLOCK);
                if lanes == BLOCK {
                    simd.store(value, &mut *to.cast());
                } else {
                    simd.store_partial(value, core::slice::from_raw_parts_mut(to, lanes));
                }
            }
            left = right;
        }
    }
}

/// The sums of one column over `rows` rows.
///
/// # Safety
/// The channels of the column must be readable in all rows, in `B` blocks of which the last has `lanes`
/// lanes.
#[inline(always)]
unsafe fn column<S: Simd, const B: usize>(
    simd: S,
    from: Map,
    rows: usize,
    input: *const f32,
    lanes: usize,
) -> [S::Block; B] {
    let mut sums = [simd.splat(0.0); B];
    for row in 0..rows {
        for (b, sum) in sums.iter_mut().enumerate() {
            // SAFETY: guaranteed by the caller.
            let x = unsafe {
                let x = input.add(row * from.width * from.stride + b * BLOCK);
                if lanes == BLOCK {
                    simd.load(&*x.cast())
                } else {
                    simd.load_partial(core::slice::from_raw_parts(x, lanes))
                }
            };
            *sum = if row == 0 { x } else { simd.add(*sum, x) };
        }
    }
    sums
}
