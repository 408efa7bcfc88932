//! The network, and how long it takes for a picture.

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use espnet::{
    Network,
    image::{Normalization, Rgb8, to_input},
};

espnet::espnet! {
    /// {{description}}
    pub struct Net;
    spec = "network.json";
{{fields}}    weights = "weights.safetensors";
}

/// What goes in and what comes out.
const SHAPES: &str = "{{shapes}}";

/// The network and the memory that it runs in.
pub struct Observer {
    network: Net,
    workspace: Box<<Net as Network>::Workspace>,
}

impl Observer {
    /// Ready to look at pictures.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        Ok(Observer { network: Net::try_new()?, workspace: Net::workspace() })
    }

    /// The shapes, the shortest of ten times, and why there is no answer.
    pub fn look(&mut self, picture: &Rgb8) -> Result<String, Box<dyn Error>> {
        let [_, channels, height, width] = Net::INPUT_SHAPE;
        let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
        let input = input.as_slice().try_into()?;
        let mut shortest = Duration::MAX;
        for _ in 0..10 {
            let start = Instant::now();
            black_box(self.network.forward(input, &mut self.workspace));
            shortest = shortest.min(start.elapsed());
        }
        Ok(format!("{SHAPES}, {shortest:.2?}\n{{verdict}}\n"))
    }
}

#[cfg(test)]
mod tests {
    use espnet::image::decode_bytes;

    use super::*;

    const PICTURE: &[u8] = include_bytes!("../picture.png");

    #[test]
    fn what_is_said_is_no_answer() {
        let said = Observer::new().unwrap().look(&decode_bytes(PICTURE).unwrap()).unwrap();
        assert!(said.starts_with(SHAPES), "{said}");
        insta::assert_snapshot!(said.lines().last().unwrap(), @"{{verdict}}");
    }
}
