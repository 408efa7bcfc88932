//! Writes what the class of a detector has besides its modules: the settings of post-processing and the
//! priors.

use super::{classes::Class, python::Expr};
use crate::{plan::DetectionPlan, spec::PriorRule};

/// The attribute and the method of a detector's class.
pub(super) struct Members {
    pub settings: String,
    pub priors: String,
}

impl Members {
    /// Writes the members for a plan, whose priors follow from `rule`.
    pub fn new(plan: &DetectionPlan, rule: &PriorRule) -> Self {
        let settings = Expr::Dict(vec![
            ("score_threshold".into(), Expr::text(plan.score_threshold)),
            ("iou_threshold".into(), Expr::text(plan.iou_threshold)),
            ("top_k".into(), Expr::text(plan.top_k)),
        ]);
        let input = plan.maps.first().map_or([0, 0], |map| map.input);
        let maps = plan.maps.iter().map(|map| tuple(map.pixels)).collect();
        let numbers = |numbers: &[usize]| Expr::List(numbers.iter().map(Expr::text).collect());
        let ratios = rule.ratios.iter().map(|ratio| Expr::text(format!("{ratio:?}"))).collect();
        let priors = Expr::Call(Class::SsdPriors.name().into(), Vec::new())
            .with("image", tuple(input))
            .with("maps", Expr::List(maps))
            .with("strides", numbers(&rule.strides))
            .with("sizes", tuple(rule.sizes))
            .with("ratios", Expr::List(ratios));
        let settings = settings.layout(4, "POST_PROCESSING = ", "");
        let priors = priors.layout(8, "return ", "");
        Members {
            settings: format!(
                "\n    # The settings of post-processing, for `detect`.\n{settings}\n"
            ),
            priors: format!(
                "\n    def priors(self):\n        \"\"\"The boxes that locations refer to; see \
                 `ssd_priors`.\"\"\"\n{priors}\n"
            ),
        }
    }
}

fn tuple(pair: [usize; 2]) -> Expr {
    Expr::Tuple(pair.map(Expr::text).into())
}
