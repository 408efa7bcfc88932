//! A built network that waits for inputs: its process is started once and asked again and again.

use std::{
    io::{BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use espnet::image::Mask;
use espnet_compiler::plan::Plan;

use crate::{errors::Error, network_crate::NetworkCrate, prediction};

/// A form of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The numbers of all outputs.
    Outputs,
    /// The class of every pixel.
    Mask,
}

/// A running network.
#[derive(Debug)]
pub struct Session<'a> {
    plan: &'a Plan,
    process: Child,
    /// There until the process is to end.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    bytes: Vec<u8>,
}

impl<'a> Session<'a> {
    /// Starts the network, which has that plan, with a checkpoint.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start(
        network: &NetworkCrate,
        plan: &'a Plan,
        answer: Answer,
        weights: &Path,
        threads: u16,
    ) -> Result<Self, Error> {
        let command = match answer {
            Answer::Outputs => "run",
            Answer::Mask => "mask",
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
            .map_err(|error| Error::Execution(error.to_string()))?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let output = output.ok_or_else(|| Error::Execution("it has no output".into()))?;
        Ok(Session { plan, process, input, output: BufReader::new(output), bytes: Vec::new() })
    }

    /// Runs the network on one input, C×H×W, and returns the numbers of all outputs, one after another.
    ///
    /// # Errors
    /// If it ends instead of answering; with what it says.
    pub fn numbers(&mut self, input: &[f32]) -> Result<Vec<f32>, Error> {
        let count: usize = self.plan.outputs.iter().map(|output| output.shape.len()).sum();
        self.ask(input, count * size_of::<f32>())?;
        Ok(self.bytes.as_chunks().0.iter().map(|bytes| f32::from_ne_bytes(*bytes)).collect())
    }

    /// As [`numbers`](Self::numbers), for a session of masks: the class of every pixel.
    ///
    /// # Errors
    /// If it ends instead of answering; with what it says.
    pub fn mask(&mut self, input: &[f32]) -> Result<Mask, Error> {
        let shape = prediction::asked(self.plan).0.shape;
        self.ask(input, shape.pixels())?;
        Ok(Mask::new(shape.width, shape.height, self.bytes.clone())?)
    }

    /// Writes an input and reads the answer of that length into `bytes`.
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

    /// Why the process gave no answer.
    fn failure(&mut self, otherwise: &str) -> Error {
        self.input = None;
        let mut said = String::new();
        if let Some(mut errors) = self.process.stderr.take() {
            // It has ended or is about to, and has said little.
            let _ = errors.read_to_string(&mut said);
        }
        Error::Execution(match (said.trim(), self.process.wait()) {
            ("", Ok(status)) if !status.success() => status.to_string(),
            ("", _) => otherwise.into(),
            (said, _) => said.into(),
        })
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // The end of its input is the end of the process.
        self.input = None;
        let _ = self.process.wait();
    }
}
