//! The network, and its answer for a picture: which class covers how much of it.

use std::{error::Error, fmt::Write};

use espnet::{
    Network,
    image::{Mask, Normalization, Rgb8, legend, to_input},
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

    /// The classes of a picture and the share that each covers, a line each.
    pub fn look(&mut self, picture: &Rgb8) -> Result<String, Box<dyn Error>> {
        let [_, channels, height, width] = Net::INPUT_SHAPE;
        let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
        let mask = self.network.forward_mask(input.as_slice().try_into()?, &mut self.workspace);
        let [_, height, width] = Net::MASK_SHAPE;
        let mut answer = String::new();
        for share in legend(&Mask::new(width, height, mask.to_vec())?) {
            let class = usize::from(share.class);
            let name = LABELS.lines().nth(class).unwrap_or("a class without a name");
            writeln!(answer, "{:6.2} %  {name}", 100.0 * share.fraction)?;
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
        assert_eq!(LABELS.lines().count(), Net::OUTPUT_SHAPE[1]);
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
    }
}
