//! Both PyTorch containers: names, element types, offsets, strides, shared storages, nesting.

mod common;

use common::{CONTAINERS, Container, Pickler, StorageId, f32_bytes, legacy, zip};
use espnet_checkpoint::{Checkpoint, Dtype, ErrorKind, Format};

const SIX: StorageId = StorageId { class: "FloatStorage", key: "0", elements: 6, legacy: None };

fn six() -> (&'static str, usize, Vec<u8>) {
    ("0", 4, f32_bytes(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]))
}

fn names(checkpoint: &Checkpoint) -> Vec<&str> {
    checkpoint.iter().map(|(name, _)| name).collect()
}

/// A state dict of views of one storage of six elements.
fn views(entries: &[(&str, usize, &[usize], &[usize])]) -> Vec<u8> {
    let mut pickle = Pickler::new();
    pickle.open_ordered_dict();
    for (name, offset, shape, strides) in entries {
        pickle.text(name).tensor(&SIX, *offset, shape, strides);
    }
    pickle.close().stop()
}

#[test]
fn offsets_strides_and_shared_storages() {
    let pickle = views(&[
        ("whole", 0, &[2, 3], &[3, 1]),
        ("transposed", 0, &[3, 2], &[1, 3]),
        ("row", 3, &[3], &[1]),
        ("column", 1, &[2], &[3]),
        ("scalar", 4, &[], &[]),
        ("expanded", 5, &[2, 2], &[0, 0]),
        ("empty", 6, &[0, 3], &[3, 1]),
        ("size one, odd stride", 2, &[1, 2], &[77, 1]),
        ("every second", 0, &[3, 1], &[2, 9]),
    ]);
    for container in CONTAINERS {
        let checkpoint = Checkpoint::from_bytes(&container.file(&pickle, &[six()])).unwrap();
        let expected: [(&str, &[usize], &[f32]); 9] = [
            ("whole", &[2, 3], &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]),
            ("transposed", &[3, 2], &[0.0, 3.0, 1.0, 4.0, 2.0, 5.0]),
            ("row", &[3], &[3.0, 4.0, 5.0]),
            ("column", &[2], &[1.0, 4.0]),
            ("scalar", &[], &[4.0]),
            ("expanded", &[2, 2], &[5.0; 4]),
            ("empty", &[0, 3], &[]),
            ("size one, odd stride", &[1, 2], &[2.0, 3.0]),
            ("every second", &[3, 1], &[0.0, 2.0, 4.0]),
        ];
        assert_eq!(checkpoint.iter().len(), expected.len());
        for (name, shape, data) in expected {
            let tensor = checkpoint.get(name).unwrap();
            assert_eq!((tensor.shape(), tensor.data()), (shape, data), "{container:?} {name}");
            assert_eq!(tensor.dtype(), Dtype::F32);
        }
    }
}

#[test]
fn the_format_is_told() {
    let pickle = views(&[("w", 0, &[6], &[1])]);
    for (container, format) in [
        (Container::Zip, Format::PytorchZip),
        (Container::Zip64, Format::PytorchZip),
        (Container::Legacy, Format::PytorchLegacy),
    ] {
        let checkpoint = Checkpoint::from_bytes(&container.file(&pickle, &[six()])).unwrap();
        assert_eq!(checkpoint.format(), format);
    }
}

#[test]
fn names_are_bare_and_sorted() {
    for container in CONTAINERS {
        let read = |names: [&str; 2]| {
            let pickle = views(&[(names[0], 0, &[6], &[1]), (names[1], 0, &[6], &[1])]);
            Checkpoint::from_bytes(&container.file(&pickle, &[six()])).unwrap()
        };
        assert_eq!(names(&read(["module.b.weight", "module.a.weight"])), ["a.weight", "b.weight"]);
        assert_eq!(names(&read(["module.module.b", "module.module.a"])), ["a", "b"]);
        // If only some names have it, `module` is the name of a part of the network.
        assert_eq!(names(&read(["module.b", "a"])), ["a", "module.b"]);
        assert_eq!(names(&read(["modules.b", "modules.a"])), ["modules.a", "modules.b"]);
    }
}

/// A training checkpoint with most things that people store in one.
fn training_checkpoint(key: &str) -> Vec<u8> {
    let mut pickle = Pickler::new();
    pickle.open_dict();
    pickle.text("epoch").int(41);
    pickle.text("arch").text("espnetv2");
    pickle.text("lr").op(b'G').raw(&0.1f64.to_be_bytes());
    pickle.text("nothing").op(b'N');
    pickle.text("args").global("argparse", "Namespace").op(b')').op(0x81);
    pickle.open_dict().text("lr").int(1).close().op(b'b');
    pickle.text("best_prec1").tensor(&SIX, 5, &[], &[]);
    pickle.text("history").op(b']').op(b'(').int(1).int(-2).op(b'e');
    pickle.text("optimizer").open_dict();
    pickle.text("state").open_dict().int(0).open_dict();
    pickle.text("momentum").tensor(&SIX, 0, &[6], &[1]).close().close();
    pickle.text("groups").op(b']').op(b')').op(b'a').close();
    pickle
        .text("seen")
        .op(b'(')
        .global("builtins", "set")
        .op(b']')
        .op(0x85)
        .op(b'R')
        .op(0x86 - 1)
        .op(b't');
    pickle.text("numpy").global("numpy.core.multiarray", "scalar");
    pickle.global("numpy", "dtype").text("f8").op(0x85).op(b'R');
    pickle.op(b'(').int(3).text("<").op(b't').op(b'b');
    pickle.op(b'C').op(2).raw(b"\xff\x00").op(0x86).op(b'R');
    pickle.text(key).open_ordered_dict();
    pickle.text("module.w").tensor(&SIX, 0, &[2, 3], &[3, 1]).close();
    pickle.open_dict().text("_metadata").open_ordered_dict().close().close().op(b'b');
    pickle.close().stop()
}

#[test]
fn training_checkpoints_give_their_state_dict() {
    for container in CONTAINERS {
        for key in ["state_dict", "model_state_dict", "model"] {
            let file = container.file(&training_checkpoint(key), &[six()]);
            let checkpoint = Checkpoint::from_bytes(&file).unwrap();
            assert_eq!(names(&checkpoint), ["w"], "{container:?} {key}");
            assert_eq!(checkpoint.get("w").unwrap().shape(), [2, 3]);
        }
    }
}

/// A storage class, its element type and size, the bytes of two elements, and their values.
type Typed = (&'static str, Dtype, usize, Vec<u8>, [f64; 2]);

/// Every storage class with the elements 1 and −2; unsigned types have the bits of −2.
fn typed() -> Vec<Typed> {
    vec![
        ("HalfStorage", Dtype::F16, 2, vec![0, 0x3c, 0, 0xc0], [1.0, -2.0]),
        ("BFloat16Storage", Dtype::Bf16, 2, vec![0x80, 0x3f, 0, 0xc0], [1.0, -2.0]),
        ("FloatStorage", Dtype::F32, 4, f32_bytes(&[1.0, -2.0]), [1.0, -2.0]),
        (
            "DoubleStorage",
            Dtype::F64,
            8,
            [1f64, -2.0].iter().flat_map(|v| v.to_le_bytes()).collect(),
            [1.0, -2.0],
        ),
        (
            "LongStorage",
            Dtype::I64,
            8,
            [1i64, -2].iter().flat_map(|v| v.to_le_bytes()).collect(),
            [1.0, -2.0],
        ),
        (
            "IntStorage",
            Dtype::I32,
            4,
            [1i32, -2].iter().flat_map(|v| v.to_le_bytes()).collect(),
            [1.0, -2.0],
        ),
        ("ShortStorage", Dtype::I16, 2, vec![1, 0, 0xfe, 0xff], [1.0, -2.0]),
        ("CharStorage", Dtype::I8, 1, vec![1, 0xfe], [1.0, -2.0]),
        ("ByteStorage", Dtype::U8, 1, vec![1, 0xfe], [1.0, 254.0]),
        ("BoolStorage", Dtype::Bool, 1, vec![1, 0xfe], [1.0, 1.0]),
    ]
}

fn check_typed(checkpoint: &Checkpoint, dtype: Dtype, expected: [f64; 2]) {
    if dtype.is_float() {
        let tensor = checkpoint.get("t").unwrap();
        let data: Vec<f64> = tensor.data().iter().map(|&v| v.into()).collect();
        assert_eq!((tensor.dtype(), data), (dtype, expected.to_vec()));
        assert!(checkpoint.integer("t").is_none());
    } else {
        let tensor = checkpoint.integer("t").unwrap();
        let data: Vec<f64> = tensor.data().iter().map(|&v| v as f64).collect();
        assert_eq!((tensor.dtype(), data), (dtype, expected.to_vec()));
        assert_eq!(tensor.shape(), [2]);
        assert!(checkpoint.get("t").is_none());
    }
}

#[test]
fn element_types_in_both_byte_orders() {
    for (class, dtype, size, bytes, expected) in typed() {
        let storage = StorageId::new(class, "k", 2);
        let pickle = Pickler::new()
            .open_ordered_dict()
            .text("t")
            .tensor(&storage, 0, &[2], &[1])
            .close()
            .stop();
        for container in CONTAINERS {
            let file = container.file(&pickle, &[("k", size, bytes.clone())]);
            check_typed(&Checkpoint::from_bytes(&file).unwrap(), dtype, expected);
        }
        let mut swapped = bytes.clone();
        swapped.chunks_mut(size).for_each(<[u8]>::reverse);
        let file = legacy(&pickle, &[("k", size, swapped.clone())], false);
        check_typed(&Checkpoint::from_bytes(&file).unwrap(), dtype, expected);
        let file = zip(
            &[
                ("x/data.pkl".into(), pickle.clone()),
                ("x/byteorder".into(), b"big".to_vec()),
                ("x/data/k".into(), swapped),
            ],
            false,
        );
        check_typed(&Checkpoint::from_bytes(&file).unwrap(), dtype, expected);
    }
}

#[test]
fn views_of_legacy_storages_count_from_their_first_element() {
    let storage = StorageId { legacy: Some(Some((2, 3))), ..SIX };
    let plain = StorageId { legacy: Some(None), ..SIX };
    let state_dict = |offset| {
        let mut pickle = Pickler::new();
        pickle.open_ordered_dict();
        pickle.text("view").tensor(&storage, offset, &[2], &[1]);
        pickle.text("plain").tensor(&plain, 1, &[2], &[1]);
        legacy(&pickle.close().stop(), &[six()], true)
    };
    let checkpoint = Checkpoint::from_bytes(&state_dict(1)).unwrap();
    assert_eq!(checkpoint.get("view").unwrap().data(), [3.0, 4.0]);
    assert_eq!(checkpoint.get("plain").unwrap().data(), [1.0, 2.0]);
    let error = Checkpoint::from_bytes(&state_dict(2)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(
        error.to_string().contains("`view`: it reaches element 3 of a storage that has 3"),
        "{error}"
    );
}

#[test]
fn other_ways_of_writing_the_same() {
    // A parameter; the first version of the call; pairs as Python 2 wrote an OrderedDict, with its
    // strings; a torch.Size; and protocol 4 with frames, a memo without keys and short strings.
    let parameter = {
        let mut p = Pickler::new();
        p.open_dict().text("w").global("torch._utils", "_rebuild_parameter").op(b'(');
        p.tensor(&SIX, 0, &[6], &[1]).op(0x88).open_ordered_dict().close().op(b't').op(b'R');
        p.close().stop()
    };
    let first_version = {
        let mut p = Pickler::new();
        p.op(b'}').text("w").global("torch._utils", "_rebuild_tensor").op(b'(');
        p.storage(&SIX).int(0).tuple(&[6]).tuple(&[1]).op(b't').op(b'R').op(b's');
        p.stop()
    };
    let python_2 = {
        let mut p = Pickler::new();
        p.global("collections", "OrderedDict").op(b']').op(b']').op(b'U').op(1).raw(b"w").op(b'a');
        p.tensor(&SIX, 0, &[6], &[1]).op(b'a').op(b'a').op(0x85).op(b'R');
        p.stop()
    };
    let size = {
        let mut p = Pickler::new();
        p.open_dict().text("w").global("torch._utils", "_rebuild_tensor_v2").op(b'(');
        p.storage(&SIX).int(0).global("torch", "Size").tuple(&[6]).op(0x85).op(b'R').tuple(&[1]);
        p.op(0x89).op(b'N').op(b't').op(b'R').close().stop()
    };
    let protocol_4 = {
        let mut p = Pickler::default();
        p.raw(&[0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0]).op(b'}').op(0x94);
        p.op(0x8c).op(1).raw(b"w").op(0x94);
        p.op(0x8c).op(12).raw(b"torch._utils").op(0x8c).op(18).raw(b"_rebuild_tensor_v2").op(0x93);
        p.op(b'(')
            .storage(&SIX)
            .op(0x94)
            .int(0)
            .int(6)
            .op(0x85)
            .int(1)
            .op(0x85)
            .op(0x89)
            .op(b'N')
            .op(b't')
            .op(b'R');
        p.op(b's').op(b'h').op(0).op(b'0').stop()
    };
    for pickle in [parameter, first_version, python_2, size, protocol_4] {
        for container in CONTAINERS {
            let checkpoint = Checkpoint::from_bytes(&container.file(&pickle, &[six()])).unwrap();
            assert_eq!(checkpoint.get("w").unwrap().data(), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        }
    }
}

#[test]
fn the_last_value_of_a_key_counts() {
    let pickle = views(&[("w", 0, &[1], &[1]), ("w", 3, &[1], &[1])]);
    let checkpoint = Checkpoint::from_bytes(&Container::Zip.file(&pickle, &[six()])).unwrap();
    assert_eq!(checkpoint.get("w").unwrap().data(), [3.0]);
}

#[test]
fn converting_keeps_names_values_and_integers() {
    let count = StorageId::new("LongStorage", "1", 1);
    let mut pickle = Pickler::new();
    pickle.open_ordered_dict();
    pickle.text("module.bn.weight").tensor(&SIX, 0, &[3, 2], &[1, 3]);
    pickle.text("module.bn.num_batches_tracked").tensor(&count, 0, &[], &[]);
    let many = (1i64 << 53) + 1;
    let storages = [six(), ("1", 8, many.to_le_bytes().to_vec())];
    let file = Container::Zip.file(&pickle.close().stop(), &storages);
    let original = Checkpoint::from_bytes(&file).unwrap();
    let converted = Checkpoint::from_bytes(&original.to_safetensors().unwrap()).unwrap();
    assert_eq!(converted.format(), Format::Safetensors);
    assert!(original.iter().eq(converted.iter()));
    let count = converted.integer("bn.num_batches_tracked").unwrap();
    assert_eq!((count.shape(), count.dtype(), count.data()), (&[][..], Dtype::I64, &[many][..]));
}
