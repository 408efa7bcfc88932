//! Files at the limits and beyond them.

mod common;

use common::{CONTAINERS, Container, Pickler, StorageId, f32_bytes};
use espnet_checkpoint::{Checkpoint, CheckpointError, ErrorKind, MAX_FILE_BYTES, MAX_TENSORS};

#[track_caller]
fn assert_too_large(result: Result<Checkpoint, CheckpointError>, expected: &str) {
    let error = result.expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn a_file_longer_than_the_bound_is_not_even_looked_at() {
    // Zeros that the operating system provides without memory, since nobody touches them.
    let expected = "has 2147483649 bytes, more than 2147483648; training state, perhaps";
    assert_too_large(Checkpoint::from_bytes(&vec![0; MAX_FILE_BYTES + 1]), expected);
    let at_the_bound = Checkpoint::from_bytes(&vec![0; MAX_FILE_BYTES]).unwrap_err();
    assert_eq!(at_the_bound.kind(), ErrorKind::NotACheckpoint, "{at_the_bound}");

    // A sparse file, without bytes on the disk.
    let path = std::env::temp_dir().join(format!("espnet-{}.pth", std::process::id()));
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(MAX_FILE_BYTES as u64 + 1).unwrap();
    let result = Checkpoint::open(&path);
    std::fs::remove_file(&path).unwrap();
    assert_too_large(result, expected);
}

/// Files of `count` tensors, one of each format.
fn files(count: usize) -> Vec<Vec<u8>> {
    let storage = |legacy: bool| StorageId {
        legacy: legacy.then_some(None),
        ..StorageId::new("FloatStorage", "0", 1)
    };
    let pytorch = CONTAINERS.map(|container| {
        let storage = storage(container == Container::Legacy);
        let mut pickle = Pickler::new();
        pickle.open_dict();
        for i in 0..count {
            pickle.text(&i.to_string()).tensor(&storage, 0, &[], &[]);
        }
        container.file(&pickle.close().stop(), &[("0", 4, f32_bytes(&[1.0]))])
    });
    let entry = |i| format!(r#""{i}":{{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#);
    let header = format!("{{{}}}", (0..count).map(entry).collect::<Vec<_>>().join(","));
    let safetensors = [&(header.len() as u64).to_le_bytes(), header.as_bytes()].concat();
    pytorch.into_iter().chain([safetensors]).collect()
}

#[test]
fn a_file_may_have_so_many_tensors_and_no_more() {
    for file in files(MAX_TENSORS) {
        assert_eq!(Checkpoint::from_bytes(&file).unwrap().iter().len(), MAX_TENSORS);
    }
    for file in files(MAX_TENSORS + 1) {
        let expected = "has 65537 tensors, more than 65536; no network of this kind";
        assert_too_large(Checkpoint::from_bytes(&file), expected);
    }
}

#[test]
fn an_archive_may_announce_so_many_entries_and_no_more() {
    let mut file = files(1).swap_remove(1);
    // Bytes 32 to 39 of the 64-bit end record are the number of entries.
    let record = file.windows(4).rposition(|bytes| bytes == b"PK\x06\x06").unwrap();
    let mut announcing = |count: u64| {
        file[record + 32..record + 40].copy_from_slice(&count.to_le_bytes());
        Checkpoint::from_bytes(&file)
    };
    assert_too_large(announcing(131_073), "has 131073 entries, more than 131072; `torch.save`");
    assert_too_large(announcing(u64::MAX), "entries, more than 131072");
    // If the number is within the limit, the problem is the missing entries.
    let error = announcing(131_072).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed, "{error}");
}
