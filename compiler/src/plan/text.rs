//! The plan as text, for snapshots and for reading.

use std::fmt::{self, Display, Formatter};

use espnet_abi::{
    kernel::{Epilogue, Precision, Residual, Scale},
    layout::{Layout, Map},
};

use super::{Kernel, Operand, Place, Plan, Step};

impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "plan {}: {} -> {}", self.name, self.input, self.output_shapes())?;
        writeln!(f, "parameters {}, convolution MACs {}", self.parameters, self.macs)?;
        writeln!(
            f,
            "arena {} bytes, {}, lower bound {}, all buffers {}, all tensors {}",
            self.arena_bytes(),
            Tightness(self.arena_gap()),
            self.arena_lower_bound(),
            self.buffer_bytes(),
            self.tensor_bytes()
        )?;
        writeln!(f, "weights {} bytes", self.recipe.len * size_of::<f32>())?;
        writeln!(f, "\nsteps")?;
        for (i, step) in self.steps.iter().enumerate() {
            write!(f, "  {i:3} ")?;
            self.write_step(f, step)?;
        }
        if let Some(mask) = &self.mask {
            writeln!(f, "\nin the place of the last, for a mask")?;
            write!(f, "      ")?;
            self.write_step(f, mask)?;
        }
        writeln!(f, "\nbuffers (bytes; steps they live through)")?;
        for (i, buffer) in self.buffers.iter().enumerate() {
            writeln!(
                f,
                "  b{i} {}..{} steps {}..{} {}",
                buffer.offset * size_of::<f32>(),
                (buffer.offset + buffer.len) * size_of::<f32>(),
                buffer.live.start,
                buffer.live.end,
                buffer.name
            )?;
        }
        Ok(())
    }
}

impl Plan {
    fn write_step(&self, f: &mut Formatter<'_>, step: &Step) -> fmt::Result {
        write!(f, "{}: {}", step.label, step.kernel)?;
        match step.input {
            Some(input) => {
                write!(f, " | {} -> {}", self.operand(&input), self.operand(&step.output))?;
            }
            None => write!(f, " | in place {}", self.operand(&step.output))?,
        }
        for (name, operand) in [("gate", &step.gate), ("residual", &step.residual)] {
            if let Some(operand) = operand {
                write!(f, ", {name} {}", self.operand(operand))?;
            }
        }
        if !step.weights.is_empty() {
            write!(f, ", weights {}..{}", step.weights.start, step.weights.end)?;
        }
        writeln!(f)
    }

    fn output_shapes(&self) -> String {
        let outputs: Vec<String> =
            self.outputs.iter().map(|output| format!("{} {}", output.name, output.shape)).collect();
        outputs.join(", ")
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand.place {
            Place::Input => "input".into(),
            Place::Buffer(buffer, 0) if self.buffers[buffer.0].len == operand.len => {
                format!("b{}", buffer.0)
            }
            Place::Buffer(buffer, start) => format!("b{}[{start}..]", buffer.0),
        }
    }
}

/// How close the arena is to the smallest one, by the bytes that it may be larger.
struct Tightness(usize);

impl Display for Tightness {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("optimal"),
            gap => write!(f, "at most {gap} above the optimum"),
        }
    }
}

struct Shaped(Map);

impl Display for Shaped {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Map { channels, height, width, stride } = self.0;
        write!(f, "{channels}×{height}×{width}")?;
        if stride != channels { write!(f, "/{stride}") } else { Ok(()) }
    }
}

struct After(Epilogue);

impl Display for After {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Epilogue { bias, prelu, gate, residual, affine, final_prelu, sigmoid } = self.0;
        let steps = [
            (bias, "bias"),
            (prelu, "prelu"),
            (gate, "gate"),
            (residual != Residual::None, "residual"),
            (affine, "affine"),
            (final_prelu, "prelu"),
            (sigmoid, "sigmoid"),
        ];
        steps.into_iter().filter(|(on, _)| *on).try_for_each(|(_, name)| write!(f, " +{name}"))
    }
}

fn planes(layout: Layout) -> &'static str {
    match layout {
        Layout::Nhwc => "",
        Layout::Nchw => " planes",
    }
}

fn interleaved(interleaved: bool) -> &'static str {
    match interleaved {
        true => " interleaved",
        false => "",
    }
}

/// A map beside input and output, if there is one.
fn other(f: &mut Formatter<'_>, name: &str, map: Option<Map>) -> fmt::Result {
    match map {
        Some(map) => write!(f, " {name} {}", Shaped(map)),
        None => Ok(()),
    }
}

impl Display for Kernel {
    /// Kernel and shape on one line: `pointwise 128×28×28 -> 32×28×28 groups 4 +bias +prelu`.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let maps = |f: &mut Formatter<'_>, name: &str, input: Map, output: Map| {
            write!(f, "{name} {} -> {}", Shaped(input), Shaped(output))
        };
        match self {
            Kernel::Pointwise(k) => {
                maps(f, "pointwise", k.input, k.output)?;
                write!(f, " groups {}{}", k.groups, After(k.epilogue))
            }
            Kernel::Linear(k) => {
                maps(f, "linear", k.input, k.output)?;
                f.write_str(match k.weights {
                    Precision::Auto => "",
                    Precision::I16 => " i16",
                    Precision::F32 => " f32",
                })?;
                f.write_str(if k.bias { " +bias" } else { "" })
            }
            Kernel::Conv2d(k) => {
                maps(f, "conv2d", k.input, k.output)?;
                write!(
                    f,
                    "{} kernel {} stride {} padding {} dilation {} groups {}{}{}",
                    planes(k.layout),
                    k.kernel,
                    k.stride,
                    k.padding,
                    k.dilation,
                    k.groups,
                    After(k.epilogue),
                    interleaved(k.interleaved)
                )
            }
            Kernel::DepthwiseConv2d(k) => {
                maps(f, "depthwise_conv2d", k.input, k.output)?;
                write!(
                    f,
                    " kernel {} stride {} padding {} dilation {} groups {} shuffle {}{}",
                    k.kernel,
                    k.stride,
                    k.padding,
                    k.dilation,
                    k.groups,
                    k.shuffle,
                    After(k.epilogue)
                )?;
                other(f, "resized", self.resized())
            }
            Kernel::GroupedConv2d(k) => {
                maps(f, "grouped_conv2d", k.input, k.output)?;
                write!(
                    f,
                    "{} kernel {} padding {} dilation {} groups {}{}",
                    planes(k.layout),
                    k.kernel,
                    k.padding,
                    k.dilation,
                    k.groups,
                    After(k.epilogue)
                )?;
                other(f, "resized", self.resized())
            }
            Kernel::Hff(k) => {
                maps(f, "hff", k.input, k.output)?;
                write!(f, " dilations {:?} stride {}", k.dilations, k.stride)
            }
            Kernel::EespUnit(k) => {
                maps(f, "eesp_unit", k.input, k.output)?;
                write!(f, " dilations {:?} band {}", k.dilations, k.band)?;
                if k.residual == Residual::None { Ok(()) } else { f.write_str(" +residual") }
            }
            Kernel::StridedEespUnit(k) => {
                maps(f, "strided_eesp_unit", k.input, k.output)?;
                f.write_str(interleaved(k.interleaved))?;
                write!(f, " dilations {:?} band {}", k.dilations, k.band)?;
                other(f, "image", k.image)
            }
            Kernel::StemUnit(k) => {
                let (stem, unit) = (Kernel::Conv2d(k.stem), Kernel::StridedEespUnit(k.unit));
                write!(f, "{stem} then {unit}")
            }
            Kernel::Head(k) => {
                maps(f, "head", k.depthwise.input, k.output())?;
                write!(f, " groups {}{}", k.pointwise.groups, After(k.pointwise.epilogue))
            }
            Kernel::PyramidPool(k) => {
                maps(f, "pyramid_pool", k.input, k.output)?;
                f.write_str(" branches")?;
                for scale in k.scales.as_slice() {
                    match scale {
                        Scale::Same => f.write_str(" same")?,
                        Scale::Up { height, width } => write!(f, " up {height}×{width}")?,
                        Scale::Given { height, width } => write!(f, " given {height}×{width}")?,
                    }
                }
                write!(f, "{}", After(k.epilogue))
            }
            Kernel::AvgPool(k) => {
                maps(f, "avg_pool", k.input, k.output)?;
                write!(
                    f,
                    "{} kernel {} stride {} padding {}",
                    planes(k.layout),
                    k.kernel,
                    k.stride,
                    k.padding
                )
            }
            Kernel::AdaptiveAvgPool(k) => maps(f, "adaptive_avg_pool", k.input, k.output),
            Kernel::ResizeBilinear(k) => {
                maps(f, "resize_bilinear", k.input, k.output)?;
                f.write_str(planes(k.layout))
            }
            Kernel::ArgmaxBilinear(k) => maps(f, "argmax_bilinear", k.input, k.output),
            Kernel::Elementwise(k) => {
                maps(f, "elementwise", k.input, k.output)?;
                write!(f, "{}", After(k.epilogue))
            }
            Kernel::ChannelShuffle(k) => {
                maps(f, "channel_shuffle", k.input, k.output)?;
                write!(f, " groups {}", k.groups)
            }
            Kernel::Relayout(k) => {
                maps(f, "relayout", k.input, k.output)?;
                f.write_str(if k.to == Layout::Nchw { " to planes" } else { " to channels last" })
            }
        }
    }
}
