//! A small world for training and testing: scenes of geometric objects on textured backgrounds.
//! There are any number of scenes, and each is made from its seed alone. Three ESPNetv2 networks have
//! been trained on them.
//!
//! ```
//! use espnet_shapes::Scene;
//!
//! let scene = Scene::new(7);
//! assert_eq!(scene.picture.width(), Scene::SIDE);
//! assert_eq!(scene, Scene::new(7));
//! ```

mod boxes;
mod canvas;
mod class;
mod figure;
mod lettering;
#[cfg(feature = "networks")]
pub mod networks;
mod random;
mod scene;
mod texture;

pub use class::Class;
pub use figure::side_by_side;
pub use scene::{HELD_OUT, Scene, Seen};
