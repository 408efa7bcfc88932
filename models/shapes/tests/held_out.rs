//! Measures the compiled, trained networks on scenes that no training has used.

use espnet::image::Confusion;
use espnet_shapes::{Class, HELD_OUT, Scene, networks::Observer};

#[test]
fn pixels_get_their_class() {
    let mut observer = Observer::new().unwrap();
    let mut confusion = Confusion::new(Class::ALL.len());
    for scene in HELD_OUT.map(Scene::new) {
        let mask = observer.segment(&scene.picture).unwrap();
        confusion.add(scene.mask.classes(), mask.classes(), None);
    }
    let ious =
        Class::ALL.map(|class| (class.name(), confusion.iou(class.index()).unwrap_or(f64::NAN)));
    let mean = confusion.mean_iou().unwrap();
    println!("mean IoU {mean:.4}: {ious:.4?}");
    assert!(mean >= 0.85);
}

#[test]
fn scenes_get_the_class_of_their_largest_object() {
    let mut observer = Observer::new().unwrap();
    let mut confusion = Confusion::new(Class::ALL.len());
    for scene in HELD_OUT.map(Scene::new) {
        let likeliest = observer.classify(&scene.picture).unwrap()[0].class;
        confusion.add(&[scene.class as u8], &[likeliest as u8], None);
    }
    let accuracy = confusion.accuracy().unwrap();
    println!("accuracy {accuracy:.4}");
    assert!(accuracy >= 0.95);
}
