//! The network, and the time that it takes for a picture or a frame.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use espnet::{
    Network,
    image::{Frame, ImageError, Preprocess},
};

espnet::espnet! {
    /// {{description}}
    pub struct Net;
    spec = "network.json";
{{fields}}    weights = "weights.safetensors";
}

/// The shapes of the input and the outputs.
const SHAPES: &str = "{{shapes}}";

/// The network, and the memory that it runs in.
pub struct Observer<'n> {
    network: &'n Net,
    workspace: Box<<Net as Network>::Workspace>,
    input: Vec<f32>,
}

impl<'n> Observer<'n> {
    /// Creates the network with its memory.
    pub fn new(network: &'n Net) -> Self {
        Observer { network, workspace: Net::workspace(), input: vec![0.0; Net::INPUT_LEN] }
    }

    /// Returns the shapes, the shortest of ten times, and the reason why there is no answer.
    pub fn look<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<String, ImageError> {
        let frame = frame.into();
        Preprocess::for_frame(&Net::PREPROCESSING, Net::INPUT_SHAPE, &frame)?
            .run(&frame, &mut self.input)?;
        let input = self.input.as_array().expect("it has the input's length");
        let mut shortest = Duration::MAX;
        for _ in 0..10 {
            let start = Instant::now();
            black_box(self.network.forward(input, &mut self.workspace));
            shortest = shortest.min(start.elapsed());
        }
        Ok(format!("{SHAPES}, {shortest:.2?}; {{verdict}}"))
    }
}

#[cfg(test)]
mod tests {
    use espnet::image::decode_bytes;

    use super::*;

    const PICTURE: &[u8] = include_bytes!("../picture.png");

    #[test]
    fn what_is_said_is_no_answer() {
        let network = Net::new();
        let said = Observer::new(&network).look(&decode_bytes(PICTURE).unwrap()).unwrap();
        assert!(said.starts_with(SHAPES), "{said}");
        insta::assert_snapshot!(said.rsplit("; ").next().unwrap(), @"{{verdict}}");
    }
}
