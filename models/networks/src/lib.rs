//! The released networks, ready to use: one type and one feature for each. No feature is on by default,
//! because each network adds to the compile time.
//!
//! The features are named after the types: `classifier-1-25` is `ClassifierX1_25`, `pascal-voc-2-0` is
//! `PascalVocX2_0`, `cityscapes-0-5` is `CityscapesX0_5`. The crate contains no weights; pass the
//! authors' checkpoint of the same width to `load`. Checkpoints that were trained with another input
//! size fit as well.
//!
//! ```ignore
//! use espnet_networks::ClassifierX1_0;
//!
//! let network = ClassifierX1_0::load("espnetv2_s_1.0.pth")?;
//! let mut workspace = ClassifierX1_0::workspace();
//! let logits = network.forward(&input, &mut workspace);
//! ```

macro_rules! networks {
    ($(
        #[doc = $doc:literal]
        $feature:literal $name:ident: $spec:literal, $width:literal, $classes:literal,
        [$c:literal, $h:literal, $w:literal];
    )*) => {$(
        #[cfg(feature = $feature)]
        espnet::espnet! {
            #[doc = $doc]
            pub struct $name;
            spec = $spec;
            width_multiplier = $width;
            classes = $classes;
            input = [$c, $h, $w];
        }
    )*};
}

networks! {
    /// ImageNet, s = 0.5.
    "classifier-0-5" ClassifierX0_5: "espnetv2", 0.5, 1000, [3, 224, 224];
    /// ImageNet, s = 1.0.
    "classifier-1-0" ClassifierX1_0: "espnetv2", 1.0, 1000, [3, 224, 224];
    /// ImageNet, s = 1.25.
    "classifier-1-25" ClassifierX1_25: "espnetv2", 1.25, 1000, [3, 224, 224];
    /// ImageNet, s = 1.5.
    "classifier-1-5" ClassifierX1_5: "espnetv2", 1.5, 1000, [3, 224, 224];
    /// ImageNet, s = 2.0.
    "classifier-2-0" ClassifierX2_0: "espnetv2", 2.0, 1000, [3, 224, 224];

    /// Segmentation, Pascal VOC, s = 0.5.
    "pascal-voc-0-5" PascalVocX0_5: "espnetv2_seg", 0.5, 21, [3, 256, 256];
    /// Segmentation, Pascal VOC, s = 1.0.
    "pascal-voc-1-0" PascalVocX1_0: "espnetv2_seg", 1.0, 21, [3, 256, 256];
    /// Segmentation, Pascal VOC, s = 1.5.
    "pascal-voc-1-5" PascalVocX1_5: "espnetv2_seg", 1.5, 21, [3, 256, 256];
    /// Segmentation, Pascal VOC, s = 2.0.
    "pascal-voc-2-0" PascalVocX2_0: "espnetv2_seg", 2.0, 21, [3, 256, 256];

    /// Segmentation, Cityscapes, s = 0.5.
    "cityscapes-0-5" CityscapesX0_5: "espnetv2_seg", 0.5, 20, [3, 512, 1024];
    /// Segmentation, Cityscapes, s = 1.0.
    "cityscapes-1-0" CityscapesX1_0: "espnetv2_seg", 1.0, 20, [3, 512, 1024];
    /// Segmentation, Cityscapes, s = 1.5.
    "cityscapes-1-5" CityscapesX1_5: "espnetv2_seg", 1.5, 20, [3, 512, 1024];
    /// Segmentation, Cityscapes, s = 2.0.
    "cityscapes-2-0" CityscapesX2_0: "espnetv2_seg", 2.0, 20, [3, 512, 1024];
}

#[cfg(test)]
mod tests {
    use espnet::image::Palette;
    use espnet_models::palettes;

    #[test]
    fn the_runtime_paints_in_the_same_colours() {
        assert_eq!(Palette::pascal_voc().colours(), palettes::PASCAL_VOC);
        assert_eq!(Palette::cityscapes().colours(), palettes::CITYSCAPES);
    }
}
