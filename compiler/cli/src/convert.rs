//! `espnet convert`: any checkpoint as safetensors.

use std::{io::Write, path::PathBuf};

use clap::Args;
use espnet::checkpoint::Checkpoint;

use crate::{errors::Error, files};

/// Write a checkpoint as safetensors
///
/// Reads safetensors, PyTorch's zip files and PyTorch's older files; nothing in them is executed.
/// Parts of names that training inserts (`module.`, `_orig_mod.` and similar ones) are removed; floats
/// become f32. Of a training checkpoint, the state dict is written: the dictionary under `state_dict`,
/// `model_state_dict` or `model`, else the one with the most tensors. Conversion is optional: every
/// command that takes weights also reads the original.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  espnet convert espnetv2_s_1.0.pth -o espnetv2_s_1.0.safetensors")]
pub struct Convert {
    /// The checkpoint
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// Where to write; ends in .safetensors
    #[arg(short, long, value_name = "FILE", value_parser = |path: &str| files::with_extension(path, &["safetensors"]))]
    output: PathBuf,
}

impl Convert {
    /// Reads and writes.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        files::check_writable(&self.output, [self.input.as_path()])?;
        let checkpoint = Checkpoint::open(&self.input)?;
        files::write(&self.output, &checkpoint.to_safetensors()?)?;
        writeln!(
            out,
            "{}: {} tensors from {} ({})",
            self.output.display(),
            checkpoint.iter().len() + checkpoint.integers().len(),
            self.input.display(),
            checkpoint.format()
        )?;
        let others: Vec<String> =
            checkpoint.other_dictionaries().map(|(path, _)| format!("`{path}`")).collect();
        if !others.is_empty() {
            let taken = match checkpoint.dictionary() {
                "" => "the outermost dictionary".to_owned(),
                path => format!("`{path}`"),
            };
            writeln!(out, "  taken: {taken}; not written: {}", others.join(", "))?;
        }
        Ok(())
    }
}
