//! The networks that tests run as compiled code.

use crate::declare;

/// The code that the compiler's snapshot tests record, as the build script copies it out of the snapshots.
pub mod recorded {
    use crate::implement;

    mod classifier_1_0 {
        #![deny(warnings)]
        include!(concat!(env!("OUT_DIR"), "/recorded/classifier_1_0.rs"));
    }
    mod custom {
        #![deny(warnings)]
        include!(concat!(env!("OUT_DIR"), "/recorded/custom.rs"));
    }
    mod detector {
        #![deny(warnings)]
        include!(concat!(env!("OUT_DIR"), "/recorded/detector.rs"));
    }
    mod segmentation_1_0 {
        #![deny(warnings)]
        include!(concat!(env!("OUT_DIR"), "/recorded/segmentation_1_0.rs"));
    }

    pub use classifier_1_0::Classifier10;
    pub use custom::Custom;
    pub use detector::Detector;
    pub use segmentation_1_0::Segmentation10;

    implement! {
        Classifier10: "../models/espnetv2.json", s = 1.0, classes = 1000, input = [3, 224, 224]
    }
    implement! { Custom: "specs/custom.json", s = 1.0, classes = 37, input = [3, 96, 128] }
    implement! {
        Detector: "specs/detector.json", s = 1.0, classes = 5, input = [3, 96, 96], outputs = several
    }
    implement! {
        Segmentation10: "../models/espnetv2_seg.json", s = 1.0, classes = 21, input = [3, 256, 256]
    }
}

/// The other networks of the reference outputs.
pub mod released {
    use super::declare;

    declare! {
        /// Classifier.
        Classifier05: "../models/espnetv2.json", s = 0.5, classes = 1000, input = [3, 224, 224];
        /// Classifier.
        Classifier20: "../models/espnetv2.json", s = 2.0, classes = 1000, input = [3, 224, 224];
        /// Segmentation, Pascal VOC.
        SegPascal05: "../models/espnetv2_seg.json", s = 0.5, classes = 21, input = [3, 256, 256];
        /// Segmentation, Pascal VOC.
        SegPascal20: "../models/espnetv2_seg.json", s = 2.0, classes = 21, input = [3, 384, 384];
        /// Segmentation, Pascal VOC, at a size it was not trained at.
        SegPascal20Wide: "../models/espnetv2_seg.json", s = 2.0, classes = 21, input = [3, 288, 480];
        /// Segmentation, Cityscapes.
        SegCity10: "../models/espnetv2_seg.json", s = 1.0, classes = 20, input = [3, 512, 1024];
        /// Classifier.
        Cls125: "../models/espnetv2.json", s = 1.25, classes = 1000, input = [3, 224, 224];
        /// Classifier on a map that is not square.
        Cls05Wide: "../models/espnetv2.json", s = 0.5, classes = 10, input = [3, 96, 160];
    }
}

/// Networks of widths that nobody has released.
pub mod widths {
    use super::declare;

    declare! {
        /// s = 0.1.
        S010: "../models/espnetv2.json", s = 0.1, classes = 7, input = [3, 64, 64];
        /// s = 0.25.
        S025: "../models/espnetv2.json", s = 0.25, classes = 7, input = [3, 64, 64];
        /// s = 0.35.
        S035: "../models/espnetv2.json", s = 0.35, classes = 7, input = [3, 64, 64];
        /// s = 0.6.
        S060: "../models/espnetv2.json", s = 0.6, classes = 7, input = [3, 64, 64];
        /// s = 0.75.
        S075: "../models/espnetv2.json", s = 0.75, classes = 7, input = [3, 64, 64];
        /// s = 1.1.
        S110: "../models/espnetv2.json", s = 1.1, classes = 7, input = [3, 64, 64];
        /// s = 3.0.
        S300: "../models/espnetv2.json", s = 3.0, classes = 7, input = [3, 64, 64];
    }
}

/// Networks that differ from the released ones in more than width.
pub mod unusual {
    use super::declare;

    declare! {
        /// One input channel, odd sizes.
        Grey: "../models/espnetv2.json", s = 0.5, classes = 5, input = [1, 45, 67];
        /// Four input channels.
        FourChannels: "../models/espnetv2.json", s = 0.5, classes = 5, input = [4, 64, 32];
        /// Two branches.
        TwoBranches: "../models/espnetv2.json", s = 0.5, classes = 5, input = [3, 64, 64], branches = 2;
        /// Three branches.
        ThreeBranches: "../models/espnetv2.json", s = 0.5, classes = 5, input = [3, 64, 64], branches = 3;
        /// Eight branches.
        EightBranches: "../models/espnetv2.json", s = 1.0, classes = 5, input = [3, 64, 64], branches = 8;
        /// The paper's dilations, at a size at which they are larger than the authors'.
        Paper: "../models/espnetv2.json", s = 0.5, classes = 5, input = [3, 448, 448], dilation = "paper";
        /// A linear layer with weights in f32.
        Floats: "../models/espnetv2.json", s = 0.5, classes = 37, input = [3, 64, 64], linear_weights = "f32";
        /// Blocks that are connected as in no released network.
        Odd: "specs/odd.json", s = 1.0, classes = 3, input = [3, 9, 7];
        /// Activation functions in orders that no released network has.
        Rectified: "specs/rectified.json", s = 1.0, classes = 4, input = [3, 18, 22];
        /// Units written with blocks of single operators.
        UnitsByHand: "specs/units_by_hand.json", s = 1.0, classes = 5, input = [3, 56, 64];
        /// Ranges of channels, max pooling, and transposed convolutions.
        Halves: "specs/halves.json", s = 1.0, classes = 5, input = [3, 36, 44];
        /// A mask of an odd size.
        Enlarged: "specs/enlarged.json", s = 1.0, classes = 5, input = [3, 121, 133];
        /// The same network without its last block: the mask enlarges the logits instead.
        Coarse: "specs/coarse.json", s = 1.0, classes = 5, input = [3, 121, 133];
        /// Segmentation of one channel into two classes, the fewest there can be.
        SegSmall: "../models/espnetv2_seg.json", s = 0.5, classes = 2, input = [1, 48, 80];
        /// Segmentation with more classes than planes.
        SegMany: "../models/espnetv2_seg.json", s = 0.75, classes = 81, input = [3, 64, 64];
    }
}

/// ESPNet, the networks that the paper compares with, and detection networks, as in the reference outputs.
pub mod others {
    use super::declare;

    declare! {
        /// The encoder of ESPNet.
        EspnetC: "../models/espnet_c.json", s = 1.0, classes = 20, input = [3, 256, 512], set = { q = 3 };
        /// The encoder of ESPNet at the size that it was trained for.
        EspnetCWhole: "../models/espnet_c.json", s = 1.0, classes = 20, input = [3, 512, 1024], set = { q = 3 };
        /// ESPNet.
        Espnet: "../models/espnet.json", s = 1.0, classes = 20, input = [3, 256, 512];
        /// ESPNet at the size that it was trained for.
        EspnetWhole: "../models/espnet.json", s = 1.0, classes = 20, input = [3, 512, 1024];
        /// ESPNet at a small size.
        EspnetSmall: "../models/espnet.json", s = 1.0, classes = 20, input = [3, 104, 136], set = { q = 8 };
        /// MobileNet v1 with two heads.
        Faces: "specs/faces.json", s = 0.5, classes = 62, input = [3, 120, 120], outputs = several;
        /// MobileNet v2.
        MobilenetV2: "../models/mobilenet_v2.json", s = 0.25, classes = 10, input = [3, 224, 224];
        /// MobileNet v2 for ImageNet.
        MobilenetV2Imagenet: "../models/mobilenet_v2.json", s = 1.0, classes = 1000, input = [3, 224, 224],
            linear_weights = "f32";
        /// ShuffleNet v1.
        ShufflenetV1: "../models/shufflenet_v1.json", s = 0.5, classes = 40, input = [3, 96, 160],
            set = { groups = 3, wiring = "code" };
        /// ShuffleNet v2 in torchvision's wiring.
        ShufflenetV2: "../models/shufflenet_v2.json", s = 1.0, classes = 40, input = [3, 224, 224],
            set = { stem = 16, stage2 = 32, last = 256 };
        /// ShuffleNet v2 in the authors' wiring, without its last layers.
        Backbone: "specs/backbone.json", s = 1.0, classes = 1, input = [3, 224, 224], outputs = several;
        /// The detection network at 300×300.
        Detector300: "../models/espnetv2_ssd.json", s = 0.5, classes = 21, input = [3, 300, 300], outputs = several;
        /// The same at 512×512.
        Detector512: "../models/espnetv2_ssd.json", s = 0.5, classes = 21, input = [3, 512, 512], outputs = several;
        /// A wider one.
        Detector10: "../models/espnetv2_ssd.json", s = 1.0, classes = 4, input = [3, 512, 512], outputs = several;
        /// Channels and repetitions of its own, on a map that is not square.
        DetectorWide: "specs/detector.json", s = 1.0, classes = 5, input = [3, 96, 160], outputs = several;
    }
}

/// Networks with embedded weights.
pub mod embedded {
    espnet::espnet! {
        /// Weights that were packed at compile time.
        pub struct Tiny;
        spec = "specs/tiny.json";
        weights = "fixtures/tiny.safetensors";
    }

    include!(concat!(env!("OUT_DIR"), "/frombuildscript.rs"));
}
