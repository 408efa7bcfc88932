//! The run of a `Preprocess` over a frame. Rows are stretched and then summed up, or summed up and then
//! stretched. The resized rows are written as floats.

use std::ops::Range;

use super::{PassBuffers, Preprocess, Views};
use crate::{
    image::{
        Frame, PixelFormat, Resize, passes,
        planes::Pixel,
        resize::HALF,
        taps::Lines,
        wide::{I420, Nv12, Registers, Ring, SumOpenCv, SumPillow, Windows, Yuyv},
        yuv::Coefficients,
    },
    simd::{Simd, SimdTask},
};

/// A run over one frame; the frame and the length of `input` have been checked.
pub(super) struct Run<'a, 'f> {
    pub(super) preprocess: &'a mut Preprocess,
    pub(super) frame: &'a Frame<'f>,
    pub(super) input: &'a mut [f32],
}

impl SimdTask for Run<'_, '_> {
    type Output = ();
    type CodegenUnit = Preprocess;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Self { preprocess, frame, input } = self;
        let mut memory = std::mem::replace(&mut preprocess.memory, PassBuffers::EMPTY);
        if preprocess.sums_first() {
            sum_first(simd, preprocess, &mut memory.views(), frame, input);
        } else {
            stretch_first(simd, preprocess, &mut memory.views(), frame, input);
        }
        preprocess.memory = memory;
    }
}

/// Stretches each row of the frame that a resized row needs, once, and sums up the stretched rows.
#[inline(always)]
fn stretch_first<S: Simd>(
    simd: S,
    preprocess: &Preprocess,
    memory: &mut Views<'_>,
    frame: &Frame<'_>,
    input: &mut [f32],
) {
    let Preprocess { lines, registers, .. } = preprocess;
    let (ring, waiting) = (preprocess.ring, preprocess.waiting());
    let pitch = memory.line.len() / waiting;
    let place = |row: usize| row % ring * pitch..row % ring * pitch + pitch;
    let mut next = 0;
    for line in 0..lines.len() {
        let rows = lines.rows(line);
        if let (true, Lines::OpenCv(taps), Some(Windows::OpenCv(windows))) =
            (preprocess.apart, lines, &preprocess.windows)
        {
            let [first, second] = &mut memory.pixels;
            let [above, below] = taps[line].at;
            let rows = [
                row_bytes(frame, above, first, *registers),
                row_bytes(frame, below, second, *registers),
            ];
            let to = &mut memory.line[line % waiting * pitch..][..pitch];
            windows.blend(rows, taps[line].weights, to);
            write_lines(simd, preprocess, memory.line, line, input);
            continue;
        }
        next = next.max(rows.start);
        while next < rows.end {
            next += stretch(preprocess, frame, next..rows.end, memory, place);
        }
        let stretched = |row: usize| &memory.stretched[place(row)];
        let to = &mut memory.line[line % waiting * pitch..][..pitch];
        match (lines, registers) {
            (Lines::Pillow { windows, pairs, .. }, Some(registers)) => {
                let rows = Ring { rows: memory.stretched, first: place(rows.start).start, pitch };
                let weights = &pairs[windows[line].pairs.clone()];
                registers.run(SumPillow { rows, weights, to });
            }
            (Lines::Pillow { windows, weights, .. }, None) => {
                let weights = weights[windows[line].weights.clone()].iter();
                let rows = rows.zip(weights).map(|(row, weight)| (stretched(row), *weight));
                passes::sum_pillow(rows, to);
            }
            (Lines::OpenCv(taps), Some(registers)) => {
                let (rows, weights) = (taps[line].at.map(stretched), taps[line].weights);
                registers.run(SumOpenCv { rows, weights, to });
            }
            (Lines::OpenCv(taps), None) => {
                passes::sum_opencv(taps[line].at.map(stretched), taps[line].weights, to);
            }
        }
        write_lines(simd, preprocess, memory.line, line, input);
    }
}

/// Stretches the first row of `rows`, or the first two; returns the number of rows stretched.
#[inline(always)]
fn stretch(
    preprocess: &Preprocess,
    frame: &Frame<'_>,
    rows: Range<usize>,
    memory: &mut Views<'_>,
    place: impl Fn(usize) -> Range<usize>,
) -> usize {
    let Preprocess { columns, registers, windows, .. } = preprocess;
    let [pixels, others] = &mut memory.pixels;
    let first = row_bytes(frame, rows.start, pixels, *registers);
    if let Some(windows) = windows {
        if rows.len() > 1 {
            let second = row_bytes(frame, rows.start + 1, others, *registers);
            let places = [place(rows.start), place(rows.start + 1)];
            if let Ok(to) = memory.stretched.get_disjoint_mut(places) {
                windows.stretch([first, second], to);
                return 2;
            }
        }
        let to = [&mut memory.stretched[place(rows.start)]];
        windows.stretch([first], to);
    } else {
        let to = &mut memory.stretched[place(rows.start)];
        match preprocess.preprocessing.resize {
            Resize::Pillow => passes::stretch_pillow(first, preprocess.layout(), columns, to),
            Resize::OpenCv => passes::stretch_opencv(first, preprocess.layout(), columns, to),
        }
    }
    1
}

/// Sums up rows of the frame, and stretches the sums.
#[inline(always)]
fn sum_first<S: Simd>(
    simd: S,
    preprocess: &Preprocess,
    memory: &mut Views<'_>,
    frame: &Frame<'_>,
    input: &mut [f32],
) {
    let Lines::Pillow { windows, weights, .. } = &preprocess.lines else { return };
    for (line, window) in windows.iter().enumerate() {
        memory.sums.fill(HALF);
        for (row, &weight) in (window.first..).zip(&weights[window.weights.clone()]) {
            let bytes = row_bytes(frame, row, memory.pixels[0], preprocess.registers);
            passes::add_row(bytes, weight, memory.sums);
        }
        passes::finish_row(memory.sums, memory.summed);
        let Views { summed, stretched, .. } = memory;
        if let Some(windows) = &preprocess.windows {
            windows.stretch([summed], [stretched]);
        } else {
            passes::stretch_pillow(summed, preprocess.layout(), &preprocess.columns, stretched);
        }
        let pitch = stretched.len();
        let to = &mut memory.line[line % preprocess.waiting() * pitch..][..pitch];
        passes::narrow(stretched, to);
        write_lines(simd, preprocess, memory.line, line, input);
    }
}

/// Writes the collected rows to the input's planes if `line` is the last row that fits into `pixels`, or
/// the last row of all.
#[inline(always)]
fn write_lines<S: Simd>(
    simd: S,
    preprocess: &Preprocess,
    pixels: &[Pixel],
    line: usize,
    input: &mut [f32],
) {
    let waiting = line % preprocess.waiting() + 1;
    if waiting < preprocess.waiting() && line + 1 < preprocess.lines.len() {
        return;
    }
    let [_, height, width] = preprocess.input;
    let (left, top) = preprocess.placement.offset();
    let inside = |offset: isize| usize::try_from(offset).unwrap_or(0);
    let at = (inside(top) + line + 1 - waiting) * width + inside(left);
    let pixels = &pixels[..preprocess.columns.len() * waiting];
    preprocess.planes.write(simd, preprocess.registers, pixels, input, height * width, at);
}

/// Returns the bytes of a row for resizing: the frame's own bytes, or, for luma and chroma, those of the
/// converted pixels in `pixels`.
#[inline(always)]
fn row_bytes<'a>(
    frame: &Frame<'a>,
    row: usize,
    pixels: &'a mut [Pixel],
    registers: Option<Registers>,
) -> &'a [u8] {
    let Frame { bytes, width, height, stride, format } = *frame;
    let row_of = |row: usize, len: usize| &bytes[row * stride..][..len];
    let pairs = format.row_bytes(width);
    match format {
        PixelFormat::Rgb
        | PixelFormat::Bgr
        | PixelFormat::Rgba
        | PixelFormat::Bgra
        | PixelFormat::Grey => return row_of(row, pairs),
        PixelFormat::Nv12(yuv) => {
            let coefficients = Coefficients::of(yuv);
            let (luma, chroma) = (row_of(row, width), row_of(height + row / 2, pairs));
            let wide = Nv12 { coefficients, luma, chroma, to: pixels };
            let done = registers.map_or(0, |registers| registers.run(wide));
            let chroma = chroma[done..].as_chunks().0.iter().copied();
            passes::colours(coefficients, twos(&luma[done..]), chroma, &mut pixels[done..]);
        }
        PixelFormat::I420(yuv) => {
            let coefficients = Coefficients::of(yuv);
            let (luma, [u, v]) = (row_of(row, width), frame.i420_rows(row));
            let wide = I420 { coefficients, luma, chroma: [u, v], to: pixels };
            let done = registers.map_or(0, |registers| registers.run(wide));
            let chroma = u[done / 2..].iter().zip(&v[done / 2..]).map(|(u, v)| [*u, *v]);
            passes::colours(coefficients, twos(&luma[done..]), chroma, &mut pixels[done..]);
        }
        PixelFormat::Yuyv(yuv) => {
            let (coefficients, pairs) = (Coefficients::of(yuv), row_of(row, pairs));
            let wide = Yuyv { coefficients, pairs, to: pixels };
            let done = registers.map_or(0, |registers| registers.run(wide));
            let pairs = pairs[2 * done..].as_chunks::<4>().0.iter();
            let luma = pairs.clone().map(|[first, _, second, _]| [*first, *second]);
            let chroma = pairs.map(|[_, u, _, v]| [*u, *v]);
            passes::colours(coefficients, luma, chroma, &mut pixels[done..]);
        }
    }
    pixels.as_flattened()
}

/// Returns luma in pairs of neighbours. If the number is odd, the last pair is the last luma twice.
#[inline(always)]
fn twos(luma: &[u8]) -> impl Iterator<Item = [u8; 2]> {
    luma.chunks(2).map(|pair| [pair[0], pair[pair.len() - 1]])
}
