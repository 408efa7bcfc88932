//! Warnings: networks that compile, but are probably not intended.

use std::fmt;

use crate::{
    ir::{NodeId, Op, Shape},
    lower::Lowered,
    plan::MAX_MASK_CLASSES,
    spec::{Architecture, Fit},
};

/// A property of a network that is allowed, but is probably a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The input is so small that kernels larger than 1×1 read maps of 1×1. All of their taps but one then
    /// read the zero padding.
    SinglePixels {
        /// H and W of the network's input, in pixels.
        input: [usize; 2],
        /// The blocks with a kernel of this kind, in the order of the spec; at least one.
        blocks: Vec<String>,
    },
    /// A centre crop cuts pixels off, and a map has 256 classes. In masks of a picture's size, class 255 also
    /// marks pixels that the network did not see.
    AmbiguousClass,
}

/// The largest number of blocks in a message.
const NAMED: usize = 3;

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Warning::SinglePixels { input: [height, width], blocks } = self else {
            return f.write_str(
                "of 256 classes the last one, 255, cannot be told from pixels that the centre crop cuts off; \
                 \"fit\": \"stretch\" or \"letterbox\" cuts nothing off, and 255 classes leave 255 free",
            );
        };
        let named = blocks[..blocks.len().min(NAMED)].join(", ");
        let (count, have) = match blocks.len() {
            1 => ("1 block".into(), "has"),
            count => (format!("{count} blocks"), "have"),
        };
        write!(
            f,
            "the input of {height}×{width} is small: {count} {have} kernels larger than the "
        )?;
        write!(f, "1×1 map that they read ({named}")?;
        if blocks.len() > NAMED {
            write!(f, " and {} more", blocks.len() - NAMED)?;
        }
        write!(f, "); a larger height and width give them more to see")
    }
}

/// Returns the warnings about an architecture and the graph that it was lowered to.
pub(crate) fn warnings(architecture: &Architecture, lowered: &Lowered) -> Vec<Warning> {
    let Lowered { graph, shapes, .. } = lowered;
    let is_single = |id: &NodeId| (shapes[id].height, shapes[id].width) == (1, 1);
    let origins: Vec<&str> = graph
        .topological_order()
        .into_iter()
        .filter(|&id| {
            let several_taps = matches!(graph.op(id), Op::Conv2d(conv) if conv.kernel > 1);
            several_taps && graph.inputs(id).iter().any(is_single)
        })
        .filter_map(|id| graph.node(id).origin.as_deref())
        .collect();
    let blocks: Vec<String> = architecture
        .blocks
        .iter()
        .filter(|block| origins.contains(&block.name.as_str()))
        .map(|block| block.name.clone())
        .collect();
    let Shape { height, width, .. } = architecture.input;
    let mut warnings = Vec::new();
    if !blocks.is_empty() {
        warnings.push(Warning::SinglePixels { input: [height, width], blocks });
    }
    let is_ambiguous = |shape: &Shape| shape.channels == MAX_MASK_CLASSES && shape.pixels() > 1;
    let crops = architecture.preprocessing.fit == Fit::CenterCrop;
    if crops && graph.outputs().iter().any(|output| is_ambiguous(&shapes[&output.node])) {
        warnings.push(Warning::AmbiguousClass);
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile, spec::Overrides};

    const CLASSIFIER: &str = include_str!("../../models/espnetv2.json");

    fn at(height: usize, width: usize) -> Vec<Warning> {
        let overrides =
            Overrides { height: Some(height), width: Some(width), ..Overrides::default() };
        compile(CLASSIFIER, &overrides).unwrap_or_else(|problems| panic!("{problems}")).warnings
    }

    /// The network halves its input five times: a side of 32 becomes one pixel, a side of 33 two. The
    /// strided unit of level 4 also reads the image, at the size of the unit's output.
    #[test]
    fn maps_of_one_pixel_are_warned_of_where_kernels_are_larger() {
        let blocks = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        let single = |input, names| vec![Warning::SinglePixels { input, blocks: blocks(names) }];
        let level5 = ["level5.0", "level5.1", "level5.2", "level5.3"];
        assert_eq!(at(33, 33), []);
        assert_eq!(at(1, 33), []);
        assert_eq!(at(32, 32), single([32, 32], &level5));
        let level4 = ["level4_0", "level4.0", "level4.1", "level4.2", "level4.3", "level4.4"];
        let both = [level4.as_slice(), &["level4.5", "level4.6", "level5_0"], &level5].concat();
        assert_eq!(at(16, 9), single([16, 9], &both));
    }

    #[test]
    fn a_crop_leaves_the_last_of_256_classes_ambiguous() {
        let segmentation = include_str!("../../models/espnetv2_seg.json");
        let at = |fit: &str, classes: usize| {
            let fitted = format!("{{ \"fit\": \"{fit}\", ");
            let text = segmentation.replacen('{', &fitted, 1);
            let overrides = Overrides { classes: Some(classes), ..Overrides::default() };
            compile(&text, &overrides).unwrap_or_else(|problems| panic!("{problems}")).warnings
        };
        assert_eq!(at("center_crop", 256), [Warning::AmbiguousClass]);
        assert_eq!(at("center_crop", 255), []);
        assert_eq!(at("letterbox", 256), []);
    }

    #[test]
    fn messages_name_a_few_blocks_and_count_the_others() {
        let of = |blocks: &[&str]| {
            let blocks = blocks.iter().map(|name| name.to_string()).collect();
            Warning::SinglePixels { input: [7, 9], blocks }.to_string()
        };
        assert_eq!(
            of(&["a"]),
            "the input of 7×9 is small: 1 block has kernels larger than the 1×1 map that they read (a); a \
             larger height and width give them more to see"
        );
        assert_eq!(
            of(&["a", "b", "c", "d", "e"]),
            "the input of 7×9 is small: 5 blocks have kernels larger than the 1×1 map that they read (a, b, \
             c and 2 more); a larger height and width give them more to see"
        );
    }
}
