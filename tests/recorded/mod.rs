//! Code that earlier versions of the compiler generated. It must compile and run with today's
//! runtime, because users check generated files in, and these outlive a version.
//!
//! Each folder has the name of a version. It contains the code of a few networks beside the specs from which
//! that version generated it. Recorded files are never edited and never removed within a major version: a
//! change of the runtime that breaks them breaks the code of users. New files are added for a new version,
//! with
//!
//! ```sh
//! espnet emit ./classifier.json --name Classifier -o classifier.rs
//! ```

use espnet_tests::implement;

pub mod v0_1 {
    //! Recorded with version 0.1.0.

    use super::implement;

    mod classifier {
        include!("v0_1/classifier.rs");
    }
    mod segmentation {
        include!("v0_1/segmentation.rs");
    }

    pub use classifier::Classifier;
    pub use segmentation::Segmentation;

    implement! {
        Classifier: "recorded/v0_1/classifier.json", s = 1.0, classes = 5, input = [3, 144, 128]
    }
    implement! {
        Segmentation: "recorded/v0_1/segmentation.json", s = 1.0, classes = 3, input = [3, 48, 64]
    }
}
