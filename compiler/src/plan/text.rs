//! Writes a plan as text, for snapshots and for people.

use std::fmt::{self, Display, Formatter};

use super::{Operand, Place, Plan, Step};

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
            self.write_step(f, &mask.step)?;
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

/// A remark on how close the arena is to the smallest one, from the greatest possible excess in bytes.
struct Tightness(usize);

impl Display for Tightness {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("optimal"),
            gap => write!(f, "at most {gap} above the optimum"),
        }
    }
}
