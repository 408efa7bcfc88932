//! The trained networks, compiled, on scenes that no training has seen.

use espnet_shapes::{Class, Confusion, HELD_OUT, Scene, networks::Observer};

#[test]
fn pixels_get_their_class() {
    let mut observer = Observer::new().unwrap();
    let mut confusion = Confusion::default();
    for scene in HELD_OUT.map(Scene::new) {
        let mask = observer.segment(&scene.picture).unwrap();
        confusion.add(scene.mask.classes(), mask.classes());
    }
    let ious = Class::ALL.map(|class| (class.name(), confusion.iou(class).unwrap_or(f64::NAN)));
    println!("mean IoU {:.4}: {ious:.4?}", confusion.mean_iou());
    assert!(confusion.mean_iou() >= 0.85);
}

#[test]
fn scenes_get_the_class_of_their_largest_object() {
    let mut observer = Observer::new().unwrap();
    let mut confusion = Confusion::default();
    for scene in HELD_OUT.map(Scene::new) {
        let likeliest = observer.classify(&scene.picture).unwrap()[0].class;
        confusion.add(&[scene.class as u8], &[likeliest as u8]);
    }
    println!("accuracy {:.4}", confusion.accuracy());
    assert!(confusion.accuracy() >= 0.95);
}
