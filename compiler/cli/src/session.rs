//! A built network whose process is started once and then answers one input after another.

use std::{
    io::{BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use espnet::image::Mask;
use espnet_compiler::plan::Plan;

use crate::{errors::Error, network_crate::NetworkCrate, prediction};

/// The kind of reply that a process gives to an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The numbers of all outputs.
    Outputs,
    /// The class of every pixel.
    Mask,
    /// The numbers of all outputs, and then the class of every pixel.
    OutputsAndMask,
}

impl Reply {
    /// The shortest reply that suffices for pictures: the mask if the network computes one, else
    /// the outputs.
    pub fn shortest(plan: &Plan) -> Self {
        match plan.mask.is_some() && prediction::is_map(prediction::asked(plan).0.shape) {
            true => Reply::Mask,
            false => Reply::Outputs,
        }
    }

    /// The reply with the numbers of all outputs. It includes the mask if that has another size than the
    /// first output, so that it does not follow from the numbers pixel by pixel.
    pub fn whole(plan: &Plan) -> Self {
        match plan.mask_size() == plan.output_size() {
            true => Reply::Outputs,
            false => Reply::OutputsAndMask,
        }
    }
}

/// A running network.
#[derive(Debug)]
pub struct Session<'a> {
    plan: &'a Plan,
    reply: Reply,
    process: Child,
    /// `None` after it has been closed, which ends the process.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    bytes: Vec<u8>,
}

impl<'a> Session<'a> {
    /// Starts the process of a network with this plan and a checkpoint.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start(
        network: &NetworkCrate,
        plan: &'a Plan,
        reply: Reply,
        weights: &Path,
        threads: u16,
    ) -> Result<Self, Error> {
        let command = match reply {
            Reply::Outputs => "run",
            Reply::Mask => "mask",
            Reply::OutputsAndMask => "run-mask",
        };
        let mut process = network
            .command()
            .arg(command)
            .arg(weights)
            .arg(threads.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| network.not_started(source))?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let output = output.ok_or_else(|| Error::Execution("it has no output".into()))?;
        Ok(Session {
            plan,
            reply,
            process,
            input,
            output: BufReader::new(output),
            bytes: Vec::new(),
        })
    }

    /// Runs the network on one input, C×H×W, and returns the numbers of all outputs, one after another.
    ///
    /// # Errors
    /// If the process ends without an answer; the error has its message.
    pub fn numbers(&mut self, input: &[f32]) -> Result<Vec<f32>, Error> {
        self.ask(input, self.numbers_len())?;
        Ok(numbers(&self.bytes))
    }

    /// Runs the network on one input, and returns the numbers of all outputs and the class of every pixel. The
    /// classes mean nothing where the logits are no numbers.
    ///
    /// # Errors
    /// If the process ends without an answer; the error has its message.
    pub fn numbers_and_mask(&mut self, input: &[f32]) -> Result<(Vec<f32>, Mask), Error> {
        let [height, width] = self.plan.mask_size();
        self.ask(input, self.numbers_len() + height * width)?;
        let (numbers, classes) = self.bytes.split_at(self.numbers_len());
        Ok((self::numbers(numbers), Mask::new(width, height, classes.to_vec())?))
    }

    /// The length of all outputs in bytes.
    fn numbers_len(&self) -> usize {
        let count: usize = self.plan.outputs.iter().map(|output| output.shape.len()).sum();
        count * size_of::<f32>()
    }

    /// Runs the network on one input, and returns the class of every pixel.
    ///
    /// # Errors
    /// If the process ends without an answer; the error has its message. Also if the logits are found to
    /// be no numbers.
    pub fn mask(&mut self, input: &[f32]) -> Result<Mask, Error> {
        if self.reply == Reply::Outputs {
            let (asked, start) = prediction::asked(self.plan);
            let shape = asked.shape;
            return prediction::mask(&self.numbers(input)?[start..start + shape.len()], shape);
        }
        // After the classes comes whether they were made from numbers.
        let [height, width] = self.plan.mask_size();
        self.ask(input, height * width + 1)?;
        match self.bytes.pop() {
            Some(1) => Ok(Mask::new(width, height, self.bytes.clone())?),
            _ => Err(Error::NoNumbers),
        }
    }

    /// Writes an input, and reads an answer of `len` bytes.
    fn ask(&mut self, input: &[f32], len: usize) -> Result<(), Error> {
        self.bytes.clear();
        self.bytes.extend(input.iter().flat_map(|number| number.to_ne_bytes()));
        let asked = match &mut self.input {
            Some(pipe) => pipe.write_all(&self.bytes).and_then(|()| pipe.flush()),
            None => Ok(()),
        };
        self.bytes.resize(len, 0);
        asked
            .and_then(|()| self.output.read_exact(&mut self.bytes))
            .map_err(|error| self.failure(&error.to_string()))
    }

    /// Returns the error for a process that gave no answer.
    fn failure(&mut self, otherwise: &str) -> Error {
        self.input = None;
        let mut said = String::new();
        if let Some(mut errors) = self.process.stderr.take() {
            // The process has ended or is about to, and prints little, so that reading cannot take long.
            let _ = errors.read_to_string(&mut said);
        }
        Error::Execution(match (said.trim(), self.process.wait()) {
            ("", Ok(status)) if !status.success() => status.to_string(),
            ("", _) => otherwise.into(),
            (said, _) => said.into(),
        })
    }
}

/// Returns the numbers that a process has written as bytes.
fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|bytes| f32::from_ne_bytes(*bytes)).collect()
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // The process ends when its input is closed.
        self.input = None;
        let _ = self.process.wait();
    }
}
