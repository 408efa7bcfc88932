//! The network, and its answer for a picture or a frame.

use espnet::image::{Frame, ImageError, Predictor};

espnet::espnet! {
    /// {{description}}
    pub struct Net;
    spec = "network.json";
{{fields}}    weights = "weights.safetensors";
}

/// The network, and the memory for frames and intermediate values.
pub struct Observer<'n>(Predictor<'n, Net>);

impl<'n> Observer<'n> {
    /// Creates the network with its memory.
    pub fn new(network: &'n Net) -> Self {
        Observer(network.predictor())
    }

    /// Returns {{answer}}, as a line of text.
    pub fn look<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<String, ImageError> {
{{text}}
    }
}

#[cfg(test)]
mod tests {
    use espnet::image::decode_bytes;

    use super::*;

    const PICTURE: &[u8] = include_bytes!("../picture.png");

    #[test]
    fn shapes_are_as_expected() {
        insta::assert_snapshot!(
            format!("{:?} to {:?}, {} names", Net::INPUT_SHAPE, Net::{{OUTPUTS}}, Net::LABELS.len()),
            @r#"{{shapes}}"#
        );
    }

    #[test]
    fn the_same_picture_gets_the_same_answer() {
        let picture = decode_bytes(PICTURE).unwrap();
        let network = Net::new();
        let mut observer = Observer::new(&network);
        let answer = observer.look(&picture).unwrap();
        assert_eq!(observer.look(&picture).unwrap(), answer);
{{check}}    }
}
