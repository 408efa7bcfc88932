//! The network, and its answer for a picture: the likeliest classes.

use std::{error::Error, fmt::Write};

use espnet::{
    Network,
    image::{Normalization, Rgb8, to_input, top_k},
};

espnet::espnet! {
    /// {{description}}
    pub struct Net;
    spec = "network.json";
{{fields}}    weights = "weights.safetensors";
}

/// The names of the classes, a line each.
const LABELS: &str = include_str!("../labels.txt");

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

    /// The three likeliest classes of a picture, a line each.
    pub fn look(&mut self, picture: &Rgb8) -> Result<String, Box<dyn Error>> {
        let [_, channels, height, width] = Net::INPUT_SHAPE;
        let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
        let logits = self.network.forward(input.as_slice().try_into()?, &mut self.workspace);
        let mut answer = String::new();
        for best in top_k(logits, 3) {
            let name = LABELS.lines().nth(best.class).unwrap_or("a class without a name");
            writeln!(answer, "{:6.2} %  {name}", 100.0 * best.probability)?;
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use espnet::image::decode_bytes;

    use super::*;

    const PICTURE: &[u8] = include_bytes!("../picture.png");

    #[test]
    fn there_is_a_name_for_every_class() {
        assert_eq!(LABELS.lines().count(), Net::OUTPUT_LEN);
        insta::assert_snapshot!(
            format!("{:?} to {:?}", Net::INPUT_SHAPE, Net::OUTPUT_SHAPE),
            @"{{shapes}}"
        );
    }

    #[test]
    fn a_picture_has_one_answer() {
        let picture = decode_bytes(PICTURE).unwrap();
        let mut observer = Observer::new().unwrap();
        let answer = observer.look(&picture).unwrap();
        assert_eq!(observer.look(&picture).unwrap(), answer);
{{answer}}    }
}
