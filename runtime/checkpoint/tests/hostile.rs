//! Damaged, foreign and adversarial files: each gives a clear error, without a panic and with little memory
//! and time.

mod common;

use common::{CONTAINERS, Container, Pickler, StorageId, f32_bytes, legacy, zip};
use espnet_checkpoint::{Checkpoint, CheckpointError, ErrorKind, Tensor, write_safetensors};

const FOUR: StorageId = StorageId { class: "FloatStorage", key: "0", elements: 4, legacy: None };

fn four() -> (&'static str, usize, Vec<u8>) {
    ("0", 4, f32_bytes(&[1.0, 2.0, 3.0, 4.0]))
}

fn sound_pickle() -> Vec<u8> {
    let mut pickle = Pickler::new();
    pickle.open_dict().text("epoch").int(3).text("state_dict").open_ordered_dict();
    pickle.text("module.a").tensor(&FOUR, 0, &[2, 2], &[1, 2]);
    pickle.text("module.b").tensor(&FOUR, 1, &[3], &[1]);
    pickle.close().close().stop()
}

/// A small valid file of every format.
fn sound_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = CONTAINERS
        .iter()
        .map(|container| (format!("{container:?}"), container.file(&sound_pickle(), &[four()])))
        .collect();
    let tensor = Tensor::new(vec![2, 2], vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    let file = write_safetensors([("module.a", &tensor), ("module.b", &tensor)]).unwrap();
    files.push(("safetensors".into(), file));
    files
}

/// The error for a pickle in each container. All of them must have the same kind.
fn error_of(pickle: &[u8]) -> CheckpointError {
    let errors = CONTAINERS
        .map(|container| Checkpoint::from_bytes(&container.file(pickle, &[four()])).unwrap_err());
    let [first, second, third] = errors;
    assert_eq!(
        (first.kind(), second.kind()),
        (third.kind(), third.kind()),
        "{first}\n{second}\n{third}"
    );
    first
}

fn assert_says(error: &CheckpointError, kind: ErrorKind, parts: &[&str]) {
    let message = error.to_string();
    assert_eq!(error.kind(), kind, "{message}");
    for part in parts {
        assert!(message.contains(part), "{message:?} lacks {part:?}");
    }
}

#[test]
fn every_truncation_is_an_error() {
    for (name, file) in sound_files() {
        Checkpoint::from_bytes(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        for length in 0..file.len() {
            let error = Checkpoint::from_bytes(&file[..length]).expect_err(&name);
            assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn no_changed_byte_makes_a_panic() {
    for (_, file) in sound_files() {
        for at in 0..file.len() {
            let mut changed = file.clone();
            for flip in [0x01, 0x02, 0x08, 0x20, 0x80, 0x7f, 0xff] {
                changed[at] = file[at] ^ flip;
                if let Ok(checkpoint) = Checkpoint::from_bytes(&changed) {
                    assert_consistent(&checkpoint);
                }
            }
            for value in [0x00, b'0', b'.', b'h', b'R', b'b'] {
                changed[at] = value;
                let _ = Checkpoint::from_bytes(&changed);
            }
        }
    }
}

/// Random pairs of changes, swaps, cuts and repeats, from a fixed seed.
#[test]
fn no_random_damage_makes_a_panic() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = move |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit.max(1)
    };
    for (_, file) in sound_files() {
        for _ in 0..6000 {
            let mut damaged = file.clone();
            for _ in 0..1 + below(4) {
                let (a, b) = (below(damaged.len()), below(damaged.len()));
                let (low, high) = (a.min(b), a.max(b));
                match below(5) {
                    0 => damaged[a] = below(256) as u8,
                    1 => damaged.swap(a, b),
                    2 => drop(damaged.drain(low..high.min(low + 8))),
                    3 => {
                        let piece = damaged[low..high.min(low + 40)].to_vec();
                        damaged.splice(a..a, piece);
                    }
                    _ => damaged[low..high.min(low + 8)].fill(0xff),
                }
            }
            if let Ok(checkpoint) = Checkpoint::from_bytes(&damaged) {
                assert_consistent(&checkpoint);
            }
        }
    }
}

fn assert_consistent(checkpoint: &Checkpoint) {
    for (name, tensor) in checkpoint.iter() {
        assert_eq!(tensor.shape().iter().product::<usize>(), tensor.data().len(), "{name}");
    }
}

/// Every opcode byte, alone and with something on the stack.
#[test]
fn no_opcode_makes_a_panic() {
    for opcode in 0..=u8::MAX {
        for before in
            [&b""[..], b"(", b"N", b"NN", b"NNN", b"(NN", b"]N", b"}NN", b"}(N", b"Nq\0", b"c\n\n)"]
        {
            for after in [
                &b""[..],
                b"\0\0\0\0\0\0\0\0\0\0.",
                b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff.",
                b"\n\n.",
            ] {
                let mut pickle = vec![0x80, 2];
                pickle.extend_from_slice(before);
                pickle.push(opcode);
                pickle.extend_from_slice(after);
                let _ = Checkpoint::from_bytes(&Container::Zip.file(&pickle, &[]));
                // As the first pickle of a legacy file, which is read before anything has been checked.
                let _ = Checkpoint::from_bytes(&pickle);
            }
        }
    }
}

#[test]
fn foreign_files_are_named() {
    let cases: [(&[u8], &str); 12] = [
        (b"", "an empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"<!DOCTYPE html><html>", "an HTML page"),
        (b"\n  <HTML><head>", "an HTML page"),
        (b"<?xml version=\"1.0\"?>", "XML text"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"{\"level1\": []}", "JSON text"),
        (b"level1.conv.weight 1.0\n", "but text"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
        (b"\x07\x06\x05\x04", "a file of no known kind"),
    ];
    for (file, expected) in cases {
        let error = Checkpoint::from_bytes(file).unwrap_err();
        assert_says(&error, ErrorKind::NotACheckpoint, &["not a checkpoint", expected]);
    }
    let mut tar = vec![b'x'; 512];
    tar[257..262].copy_from_slice(b"ustar");
    assert_says(
        &Checkpoint::from_bytes(&tar).unwrap_err(),
        ErrorKind::NotACheckpoint,
        &["a tar archive"],
    );
    let pickle = Pickler::new().open_dict().close().stop();
    let error = Checkpoint::from_bytes(&pickle).unwrap_err();
    assert_says(
        &error,
        ErrorKind::NotACheckpoint,
        &["a pickle of a dictionary, not written by `torch.save`"],
    );
    let other = zip(&[("word/document.xml".into(), b"<x/>".to_vec())], false);
    let error = Checkpoint::from_bytes(&other).unwrap_err();
    assert_says(&error, ErrorKind::NotACheckpoint, &["without `data.pkl`", "`word/document.xml`"]);
}

#[test]
fn paths_are_named() {
    let error = Checkpoint::open("no/such/file.pth").unwrap_err();
    assert_says(&error, ErrorKind::Io, &["no/such/file.pth: cannot be read: "]);
    assert!(std::error::Error::source(&error).is_some());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let error = Checkpoint::open(manifest).unwrap_err();
    assert_says(&error, ErrorKind::NotACheckpoint, &["Cargo.toml: not a checkpoint", "but text"]);
    assert_eq!(error.path(), Some(std::path::Path::new(manifest)));
}

#[test]
fn attacks_are_refused_where_a_state_dict_is_needed() {
    let whole = Pickler::new().attack().stop();
    assert_says(
        &error_of(&whole),
        ErrorKind::NoStateDict,
        &["calling the Python object `os.system`", "executing code from a checkpoint is refused"],
    );
    let nested = Pickler::new().open_dict().text("state_dict").attack().close().stop();
    assert_says(
        &error_of(&nested),
        ErrorKind::NoStateDict,
        &["under `state_dict`", "`os.system`", "refused"],
    );
    let entry = {
        let mut p = Pickler::new();
        p.open_ordered_dict().text("a").tensor(&FOUR, 0, &[4], &[1]);
        p.text("b").attack().text("c").global("builtins", "eval").close().stop()
    };
    assert_says(
        &error_of(&entry),
        ErrorKind::NoStateDict,
        &["entry `b`", "`os.system`", "refused", "entry `c`", "`builtins.eval`"],
    );
    // A known name does not become callable when it is obtained from an opaque object.
    let disguised = {
        let mut p = Pickler::new();
        p.global("builtins", "getattr").op(b')').op(b'R').op(b')').op(b'R').stop()
    };
    assert_says(&error_of(&disguised), ErrorKind::NoStateDict, &["`builtins.getattr`"]);
    let model = Pickler::new()
        .global("model", "EESPNet")
        .op(b')')
        .op(0x81)
        .open_dict()
        .close()
        .op(b'b')
        .stop();
    assert_says(
        &error_of(&model),
        ErrorKind::NoStateDict,
        &["`model.EESPNet`", "save `model.state_dict()` instead"],
    );
}

#[test]
fn attacks_elsewhere_do_nothing() {
    let mut pickle = Pickler::new();
    pickle.open_dict().text("args").attack().text("state_dict").open_ordered_dict();
    pickle.text("a").tensor(&FOUR, 0, &[4], &[1]).text("a._extra_state").attack().close().close();
    let pickle = pickle.stop();
    for container in CONTAINERS {
        let checkpoint = Checkpoint::from_bytes(&container.file(&pickle, &[four()])).unwrap();
        assert_eq!(checkpoint.iter().len(), 1);
    }
}

#[test]
fn files_without_tensors_say_what_they_hold() {
    let other = Pickler::new().open_dict().text("epoch").int(1).text("optim").int(2).close().stop();
    assert_says(
        &error_of(&other),
        ErrorKind::NoStateDict,
        &["no tensor found", "`epoch`, `optim`", "`state_dict`"],
    );
    let empty = Pickler::new().open_ordered_dict().close().stop();
    assert_says(&error_of(&empty), ErrorKind::NoStateDict, &["the state dict is empty"]);
    let list = Pickler::new().op(b']').stop();
    assert_says(&error_of(&list), ErrorKind::NoStateDict, &["holds a list"]);
    let tensor = Pickler::new().tensor(&FOUR, 0, &[4], &[1]).stop();
    assert_says(&error_of(&tensor), ErrorKind::NoStateDict, &["holds a tensor"]);
    let keyed = Pickler::new().open_dict().int(1).tensor(&FOUR, 0, &[4], &[1]).close().stop();
    assert_says(
        &error_of(&keyed),
        ErrorKind::NoStateDict,
        &["a key of the state dict is an integer"],
    );
}

/// A state dict with one tensor of this offset, shape and strides.
fn one(offset: usize, shape: &[usize], strides: &[usize]) -> Vec<u8> {
    Pickler::new()
        .open_ordered_dict()
        .text("w")
        .tensor(&FOUR, offset, shape, strides)
        .close()
        .stop()
}

#[test]
fn tensors_outside_their_storage() {
    let far = i32::MAX as usize;
    assert_says(
        &error_of(&one(1, &[4], &[1])),
        ErrorKind::Malformed,
        &["tensor `w`: it reaches element 4 of a storage that has 4"],
    );
    assert_says(
        &error_of(&one(far, &[1], &[1])),
        ErrorKind::Malformed,
        &["element 2147483647 of a storage"],
    );
    assert_says(
        &error_of(&one(0, &[2, 2], &[1])),
        ErrorKind::Malformed,
        &["2 dimensions but its strides 1"],
    );
    assert_says(
        &error_of(&one(0, &[far, far, far, far], &[0, 0, 0, 0])),
        ErrorKind::Malformed,
        &["too many elements"],
    );
    assert_says(
        &error_of(&one(0, &[far, 2], &[far, far])),
        ErrorKind::Malformed,
        &["tensor `w`: it reaches element"],
    );
    assert!(
        Checkpoint::from_bytes(&Container::Zip.file(&one(far, &[0, far], &[far, 1]), &[four()]))
            .is_ok()
    );
}

#[test]
fn expansion_is_limited_by_the_size_of_the_file() {
    assert_says(
        &error_of(&one(0, &[1 << 30], &[0])),
        ErrorKind::Malformed,
        &["its 1073741824 elements bring the tensors above one element per byte of the file"],
    );
    // Many small views count together.
    let mut pickle = Pickler::new();
    pickle.open_ordered_dict();
    for index in 0..10 {
        pickle.text(&format!("w{index}")).tensor(&FOUR, 0, &[1000], &[0]);
    }
    let message = error_of(&pickle.close().stop()).to_string();
    assert!(!message.contains("`w0`") && message.contains("`w9`"), "{message}");
}

#[test]
fn storages_that_do_not_fit_are_told() {
    let claims = |elements| StorageId { elements, ..FOUR };
    let wrong = |id: StorageId, storages: &[(&str, usize, Vec<u8>)]| {
        let pickle =
            Pickler::new().open_ordered_dict().text("w").tensor(&id, 0, &[1], &[1]).close().stop();
        [Container::Zip, Container::Legacy].map(|container| {
            Checkpoint::from_bytes(&container.file(&pickle, storages)).unwrap_err()
        })
    };
    let [zip, legacy] = wrong(claims(5), &[four()]);
    assert_says(
        &zip,
        ErrorKind::Malformed,
        &["`archive/data/0` should have 5 elements of 4 bytes but has 16 bytes"],
    );
    assert_says(
        &legacy,
        ErrorKind::Malformed,
        &["storage `0` should have 5 elements but announces 4", "at byte"],
    );
    let [zip, legacy] = wrong(FOUR, &[]);
    assert_says(&zip, ErrorKind::Malformed, &["`archive/data/0` is not in the archive"]);
    assert_says(&legacy, ErrorKind::Malformed, &["storage `0` is not in the file"]);
    let legacy_error = |storages: &[(&str, usize, Vec<u8>)]| {
        Checkpoint::from_bytes(&common::legacy(&one(0, &[4], &[1]), storages, true)).unwrap_err()
    };
    let more = legacy_error(&[four(), ("1", 4, vec![0; 4])]);
    assert_says(&more, ErrorKind::Malformed, &["no tensor describes storage `1`"]);
    let twice = legacy_error(&[four(), four()]);
    assert_says(&twice, ErrorKind::Malformed, &["storage `0` is there twice"]);
    let complex = StorageId { class: "ComplexFloatStorage", ..FOUR };
    let [zip, legacy] = wrong(complex, &[four()]);
    for error in [zip, legacy] {
        assert!(
            error.to_string().contains("element type `torch.ComplexFloatStorage` is not supported"),
            "{error}"
        );
    }
}

#[test]
fn archives_that_are_not_pytorchs_are_told() {
    let pickle = sound_pickle();
    let sound = Container::Zip.file(&pickle, &[four()]);
    let directory = sound.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let changed = |offset: usize, value: u8| {
        let mut file = sound.clone();
        file[directory + offset] = value;
        Checkpoint::from_bytes(&file).unwrap_err()
    };
    assert_says(&changed(10, 8), ErrorKind::Unsupported, &["`archive/data.pkl` is compressed"]);
    assert_says(&changed(8, 9), ErrorKind::Unsupported, &["`archive/data.pkl` is encrypted"]);
    assert_says(
        &changed(42, 1),
        ErrorKind::Malformed,
        &["the header of an entry should start here (at byte 1)"],
    );
    let entries = |names: &[&str]| {
        let entries: Vec<_> = names.iter().map(|name| (name.to_string(), pickle.clone())).collect();
        Checkpoint::from_bytes(&zip(&entries, false)).unwrap_err()
    };
    assert_says(
        &entries(&["a/data.pkl", "b/data.pkl"]),
        ErrorKind::Malformed,
        &["several pickles, in `a/` and `b/`"],
    );
    assert_says(
        &entries(&["a/data.pkl", "a/data.pkl"]),
        ErrorKind::Malformed,
        &["two entries of the name"],
    );
    assert_says(&entries(&["xdata.pkl"]), ErrorKind::NotACheckpoint, &["`xdata.pkl`"]);
    assert_says(&entries(&[]), ErrorKind::NotACheckpoint, &["it holds nothing"]);
    let order =
        zip(&[("data.pkl".into(), pickle), ("byteorder".into(), b"middle".to_vec())], false);
    assert_says(
        &Checkpoint::from_bytes(&order).unwrap_err(),
        ErrorKind::Malformed,
        &["`little` or `big`"],
    );
}

#[test]
fn a_comment_after_the_archive_is_passed_over() {
    let mut file = Container::Zip.file(&sound_pickle(), &[four()]);
    let comment = b"PK\x05\x06 and more";
    let length = file.len();
    file[length - 2..].copy_from_slice(&(comment.len() as u16).to_le_bytes());
    file.extend_from_slice(comment);
    assert!(Checkpoint::from_bytes(&file).is_ok());
}

#[test]
fn pickles_that_would_grow_without_end() {
    // Doubling: each round makes a pair of the result of the last one. As values refer to one another by
    // number, a million rounds make only a million pairs.
    let mut doubling = Pickler::new();
    doubling.op(b'N');
    for _ in 0..1 << 19 {
        doubling.op(b'2').op(0x86);
    }
    assert_says(&error_of(&doubling.stop()), ErrorKind::NoStateDict, &["holds a tuple"]);

    // Nesting as deep as the file is long.
    let mut deep = Pickler::new();
    deep.raw(&[b']'; 1 << 20]).raw(&[b'a'; (1 << 20) - 1]);
    assert_says(&error_of(&deep.stop()), ErrorKind::NoStateDict, &["holds a list"]);

    // A list that contains itself.
    let cyclic = Pickler::new().op(b']').op(b'q').op(0).op(b'h').op(0).op(b'a').stop();
    assert_says(&error_of(&cyclic), ErrorKind::NoStateDict, &["holds a list"]);

    let mut long = Pickler::new();
    long.raw(&vec![b'N'; (1 << 22) + 1]);
    assert_says(&error_of(&long.stop()), ErrorKind::TooLarge, &["more than 4194304 steps"]);

    // Copying a list of pairs again and again counts as steps.
    let mut copies = Pickler::new();
    copies.op(b']').op(b'(');
    for _ in 0..1 << 12 {
        copies.op(b'N').op(b'N').op(0x86);
    }
    copies.op(b'e').op(b'q').op(0);
    for _ in 0..1 << 12 {
        copies.global("collections", "OrderedDict").op(b'h').op(0).op(0x85).op(b'R').op(b'0');
    }
    assert_says(&error_of(&copies.stop()), ErrorKind::TooLarge, &["steps"]);
}

#[test]
fn lengths_beyond_the_file() {
    for (opcode, length) in [
        (b'X', &u32::MAX.to_le_bytes()[..]),
        (b'B', &u32::MAX.to_le_bytes()),
        (0x8b, &u32::MAX.to_le_bytes()),
        (0x8d, &u64::MAX.to_le_bytes()),
        (0x8e, &(u64::MAX / 2).to_le_bytes()),
        (0x96, &(u64::MAX / 2).to_le_bytes()),
    ] {
        let pickle = Pickler::new().op(opcode).raw(length).raw(b"abc").stop();
        assert_says(&error_of(&pickle), ErrorKind::Malformed, &["bytes", "at byte"]);
    }
    let mut file = legacy(&sound_pickle(), &[four()], true);
    let count = file.len() - 24;
    file[count..count + 8].copy_from_slice(&u64::MAX.to_le_bytes());
    let error = Checkpoint::from_bytes(&file).unwrap_err();
    assert_says(&error, ErrorKind::Malformed, &["announces 18446744073709551615"]);
    assert_eq!(error.offset(), Some(count));
}

#[test]
fn messages_do_not_repeat_what_a_file_holds_without_end() {
    let mut pickle = Pickler::new();
    pickle.open_ordered_dict();
    for index in 0..1000 {
        pickle.text(&format!("{index}\u{1b}[31m{}", "n".repeat(400))).attack();
    }
    let message = error_of(&pickle.close().stop()).to_string();
    assert!(message.len() < 10_000, "{}", message.len());
    assert!(message.contains("and 988 more"), "{message}");
    assert!(!message.contains('\u{1b}'));
}
