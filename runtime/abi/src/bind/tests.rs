//! Tests of binding: names, places and numbers of candidates, and the messages about them.

use alloc::vec;

use super::*;

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter { name: "a.weight", shape: &[2] },
    Parameter { name: "b.weight", shape: &[1, 2] },
    Parameter { name: "b.running_var", shape: &[2] },
];
const RECIPE: Recipe<'static> = Recipe {
    parameters: PARAMETERS,
    unused: &[Parameter { name: "dead.weight", shape: &[7] }],
    packings: &[],
    len: 0,
};

fn candidate<'a>(name: &'a str, shape: &'a [usize], data: &'a [f32]) -> Candidate<'a> {
    Candidate { dictionary: "", name, shape, data: Some(data) }
}

#[test]
fn binds_in_the_order_of_the_parameters() {
    let counter =
        Candidate { dictionary: "", name: "b.num_batches_tracked", shape: &[], data: None };
    let tensors = RECIPE
        .bind(&[
            candidate("b.weight", &[1, 2], &[3.0, 4.0]),
            counter,
            candidate("dead.weight", &[7], &[0.0; 7]),
            candidate("b.running_var", &[2], &[0.0, 1.0]),
            candidate("a.weight", &[2], &[1.0, 2.0]),
        ])
        .unwrap();
    assert_eq!(tensors.tensors, vec![&[1.0, 2.0][..], &[3.0, 4.0], &[0.0, 1.0]]);
}

#[test]
fn a_network_without_parameters_needs_no_tensors() {
    let recipe = Recipe { parameters: &[], unused: &[], packings: &[], len: 0 };
    assert!(recipe.bind(&[]).unwrap().tensors.is_empty());
    assert!(recipe.bind(&[candidate("a.weight", &[1], &[0.0])]).is_err());
}

#[test]
fn reports_every_problem_at_once() {
    let error = RECIPE
        .bind(&[
            candidate("b.weight", &[2, 1], &[3.0, 4.0]),
            candidate("c.weight", &[1], &[0.0]),
            candidate("b.running_var", &[2], &[0.5, -1.0]),
        ])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the checkpoint does not fit the network\n  \
         missing: a.weight [2]\n  \
         wrong shape: b.weight is [2, 1], the network needs [1, 2]\n  \
         unexpected: c.weight [1]\n  \
         invalid: b.running_var holds -1 at index 1: a negative variance"
    );
}

#[test]
#[cfg_attr(miri, ignore = "formats for minutes")]
fn a_message_has_an_end_and_no_control_characters() {
    let names: Vec<String> = (0..1_000).map(|i| alloc::format!("\u{1b}[{i}")).collect();
    let candidates: Vec<_> = names.iter().map(|name| candidate(name, &[0], &[])).collect();
    let text = RECIPE.bind(&candidates).unwrap_err().to_string();
    assert!(text.ends_with("\n  unexpected: 994 more"), "{text}");
    assert!(text.contains("\n  unexpected: \\u{1b}[0 [0]\n"), "{text}");
    assert_eq!(text.matches("unexpected").count(), MAX_LISTED + 1);
}

#[test]
fn refuses_what_is_not_finite() {
    let error = RECIPE
        .bind(&[
            candidate("a.weight", &[2], &[1.0, f32::NAN]),
            candidate("b.weight", &[1, 2], &[f32::INFINITY, 4.0]),
            Candidate { dictionary: "", name: "b.running_var", shape: &[2], data: None },
        ])
        .unwrap_err();
    let names: Vec<&str> = error.invalid.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.weight", "b.weight", "b.running_var"]);
}

/// All parameters under the names that `rename` returns, with numbers from `first` on.
fn set<'a>(
    dictionary: &'a str,
    names: &'a [String; 3],
    data: &'a [[f32; 2]; 3],
) -> [Candidate<'a>; 3] {
    let shapes: [&[usize]; 3] = [&[2], &[1, 2], &[2]];
    [0, 1, 2].map(|i| Candidate {
        dictionary,
        name: &names[i],
        shape: shapes[i],
        data: Some(&data[i]),
    })
}

fn renamed(rename: impl Fn(&str) -> String) -> [String; 3] {
    [0, 1, 2].map(|i| rename(PARAMETERS[i].name))
}

fn prefixed(prefix: &str) -> [String; 3] {
    renamed(|name| format!("{prefix}{name}"))
}

const ONE: [[f32; 2]; 3] = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
const OTHER: [[f32; 2]; 3] = [[1.0, 2.0], [3.0, 4.5], [5.0, 6.0]];

#[test]
fn wrappers_and_prefixes_are_taken_off_in_any_nesting() {
    for (rename, prefix) in [
        ("module.*", ""),
        ("_orig_mod.module.*", ""),
        ("module._orig_mod._fsdp_wrapped_module.*", ""),
        ("model.*", "model"),
        ("model._orig_mod.net.*", "model.net"),
        ("module.backbone.module.*", "backbone"),
    ] {
        let names = renamed(|name| {
            let name = name.replace('.', "._checkpoint_wrapped_module.");
            rename.replace('*', &name)
        });
        let bound = RECIPE.bind(&set("", &names, &ONE)).unwrap();
        assert_eq!(bound.tensors, ONE.each_ref().map(|data| &data[..]), "{rename}");
        assert_eq!(bound.provenance.prefix, prefix, "{rename}");
    }
}

#[test]
fn a_network_s_own_module_may_have_the_name_of_a_wrapper() {
    let recipe = Recipe {
        parameters: &[
            Parameter { name: "module.weight", shape: &[2] },
            Parameter { name: "weight", shape: &[2] },
        ],
        unused: &[],
        ..RECIPE
    };
    let bound = recipe
        .bind(&[
            candidate("module.weight", &[2], &[1.0, 2.0]),
            candidate("weight", &[2], &[3.0, 4.0]),
        ])
        .unwrap();
    assert_eq!(bound.tensors, [[1.0, 2.0], [3.0, 4.0]]);
}

#[test]
fn what_training_keeps_beside_the_weights_does_not_disturb() {
    let names = prefixed("model.");
    let mut all = set("state_dict", &names, &ONE).to_vec();
    all.push(candidate("criterion.weight", &[3], &[0.0; 3]));
    for name in ["n_averaged", "model.total_ops", "model.a.total_params", "model.val_loss.w"] {
        all.push(candidate(name, &[1], &[0.0]));
    }
    for candidate in &mut all {
        candidate.dictionary = "state_dict";
    }
    all.push(Candidate { dictionary: "scaler", ..candidate("scale", &[1], &[2.0]) });
    let provenance = RECIPE.bind(&all).unwrap().provenance;
    assert_eq!(provenance.beside, ["criterion.weight", "model.val_loss.w", "scaler (1 tensor)"]);
    assert_eq!(
        provenance.to_string(),
        "taken: `state_dict.model.`\nnot read: criterion.weight, model.val_loss.w, scaler (1 tensor)"
    );
    // An unknown module does not count as a part of training.
    all.push(Candidate { dictionary: "state_dict", ..candidate("model.head.w", &[1], &[0.0]) });
    let error = RECIPE.bind(&all).unwrap_err();
    assert_eq!(error.unexpected, [("model.head.w".to_string(), vec![1])]);
    assert!(error.to_string().contains("closest: `state_dict.model.`"), "{error}");
}

/// A dictionary, the names in it, and their numbers.
type Set<'s> = (&'s str, &'s [String; 3], &'s [[f32; 2]; 3]);

#[test]
fn of_several_sets_the_rule_takes_one_or_none() {
    let (plain, ema) = (prefixed(""), prefixed("ema_model.module."));
    let net = prefixed("net.");
    let take = |sets: &[Set<'_>]| {
        let all: Vec<Candidate<'_>> = sets
            .iter()
            .flat_map(|(dictionary, names, data)| set(dictionary, names, data))
            .collect();
        RECIPE.bind(&all).map(|bound| {
            let data = if bound.tensors[1] == ONE[1] { "one" } else { "other" };
            (
                data,
                bound.provenance.dictionary,
                bound.provenance.prefix,
                bound.provenance.rivals.len(),
            )
        })
    };
    let taken = |data: &'static str, dictionary: &str, prefix: &str, rivals: usize| {
        Ok((data, dictionary.to_string(), prefix.to_string(), rivals))
    };
    // The usual keys come before others, and copies come last, in whatever order they are stored.
    for sets in [
        [("model", &plain, &ONE), ("model_ema", &plain, &OTHER)],
        [("model_ema", &plain, &OTHER), ("model", &plain, &ONE)],
        [("weights", &plain, &OTHER), ("model", &plain, &ONE)],
    ] {
        assert_eq!(take(&sets), taken("one", "model", "", 1));
    }
    assert_eq!(
        take(&[("state_dict", &ema, &OTHER), ("state_dict", &net, &ONE)]),
        taken("one", "state_dict", "net", 1)
    );
    assert_eq!(take(&[("", &plain, &ONE), ("", &ema, &OTHER)]), taken("one", "", "", 1));
    assert_eq!(
        take(&[("state_dict_ema", &plain, &OTHER)]),
        taken("other", "state_dict_ema", "", 0)
    );
    // Two sets with the same numbers count as one; with different numbers, the user must decide.
    assert_eq!(take(&[("a", &plain, &ONE), ("b", &plain, &ONE)]), taken("one", "a", "", 0));
    let error = take(&[("a", &plain, &ONE), ("b", &plain, &OTHER)]).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("ambiguous: `a.`, `b.` fit and hold other numbers"), "{text}");
    assert!(!error.names_and_shapes_fit());
    let teachers = [("ema", &plain, &ONE), ("teacher", &plain, &OTHER)];
    assert!(!take(&teachers).unwrap_err().context.ambiguous.is_empty());
}

#[test]
fn names_that_collide_without_their_wrappers_are_not_chosen_between() {
    let plain = prefixed("");
    let mut all = set("", &plain, &ONE).to_vec();
    all.push(candidate("module.b.weight", &[1, 2], &ONE[1]));
    assert!(RECIPE.bind(&all).is_ok(), "the same numbers");
    all.pop();
    all.push(candidate("module.b.weight", &[1, 2], &OTHER[1]));
    let text = RECIPE.bind(&all).unwrap_err().to_string();
    assert!(text.contains("ambiguous: `b.weight` and `module.b.weight` are the same"), "{text}");
}

#[test]
fn parameters_in_another_form_are_explained() {
    let flat = [candidate("_fsdp_wrapped_module._flat_param", &[9], &[0.0; 9])];
    assert!(RECIPE.bind(&flat).unwrap_err().to_string().contains("save a full state dict"));
    let norm = [candidate("a.parametrizations.weight.original0", &[1], &[0.0])];
    assert!(RECIPE.bind(&norm).unwrap_err().to_string().contains("remove_parametrizations"));
}
