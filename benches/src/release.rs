//! Releases without end, the same for the same seed.

use tallysheet_model::Date;

use crate::{
    chinese,
    draft::{Draft, Release},
    english,
    random::Random,
};

/// Which language the releases are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// Chinese.
    Zh,
    /// One release English, another Chinese.
    Mixed,
}

/// How often a sentence reports figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Density {
    /// Three sentences in four, as in a release.
    Dense,
    /// One sentence in twenty, as in a newspaper: every few hundred words.
    Sparse,
    /// None: there is no digit in the text.
    None,
    /// As in an archive of news: of ten documents one is dense, two are sparse, and seven hold no figure.
    Archive,
}

impl Density {
    /// That of one release.
    fn of_one(self, random: &mut Random) -> Self {
        match self {
            Self::Archive => match random.between(0, 9) {
                0 => Self::Dense,
                1 | 2 => Self::Sparse,
                _ => Self::None,
            },
            all => all,
        }
    }
}

/// Writes one release after another.
#[derive(Clone, Debug)]
pub struct Releases {
    random: Random,
    language: Language,
    density: Density,
}

impl Releases {
    /// The releases of a seed.
    pub const fn new(seed: u64, language: Language, density: Density) -> Self {
        Self { random: Random::new(seed), language, density }
    }

    /// Writes the next release over the one given, whose memory is used again, and tells whether it is Chinese.
    pub fn write(&mut self, release: &mut Release) -> bool {
        let Self { random, language, density } = self;
        let chinese = match language {
            Language::En => false,
            Language::Zh => true,
            Language::Mixed => random.one_in(2),
        };
        let (year, month, day) = (random.between(2020, 2025), random.between(1, 12), random.between(1, 28));
        release.published = Date::constant(year as i16, month as i8, day as i8);
        release.title = random.pick(if chinese { chinese::TITLES } else { english::TITLES });
        release.text.clear();
        release.figures.clear();
        let density = density.of_one(random);
        let mut draft = Draft { release, random };
        for paragraph in 0..draft.random.between(3, 12) {
            if paragraph > 0 {
                draft.say("\n\n");
            }
            for sentence in 0..draft.random.between(1, 5) {
                if sentence > 0 && !chinese {
                    draft.say(" ");
                }
                let reports = match density {
                    Density::Dense => !draft.random.one_in(4),
                    Density::Sparse => draft.random.one_in(20),
                    Density::None | Density::Archive => false,
                };
                match (reports, chinese) {
                    (true, false) => english::reporting(&mut draft),
                    (true, true) => chinese::reporting(&mut draft),
                    (false, false) => english::prose(&mut draft.release.text, draft.random),
                    (false, true) => chinese::prose(&mut draft.release.text, draft.random),
                }
            }
        }
        chinese
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    fn text(seed: u64, density: Density) -> String {
        let (mut releases, mut release) = (Releases::new(seed, Language::Mixed, density), Release::default());
        let mut text = String::new();
        for _ in 0..100 {
            releases.write(&mut release);
            text.push_str(&release.text);
        }
        text
    }

    #[test]
    fn a_seed_gives_one_text() {
        assert_eq!(text(5, Density::Dense), text(5, Density::Dense));
        assert_ne!(text(5, Density::Dense), text(6, Density::Dense));
    }

    #[test]
    fn figures_lie_on_numbers_in_order() {
        for language in [Language::En, Language::Zh] {
            let (mut releases, mut release) = (Releases::new(9, language, Density::Dense), Release::default());
            for _ in 0..100 {
                releases.write(&mut release);
                let mut end = 0;
                for figure in &release.figures {
                    let surface = figure.span.slice(&release.text);
                    assert!(figure.span.start >= end && surface.contains(|c: char| c.is_ascii_digit()), "{surface}");
                    assert_eq!(surface.ends_with('%'), figure.unit == "percent" && !surface.ends_with("percent"));
                    end = figure.span.end;
                }
            }
        }
    }

    #[test]
    fn a_decline_is_below_zero() {
        let (mut releases, mut release) = (Releases::new(2, Language::En, Density::Dense), Release::default());
        let mut seen = 0;
        for _ in 0..100 {
            releases.write(&mut release);
            for pair in release.figures.windows(2).filter(|pair| pair[1].basis.is_some()) {
                let between = &release.text[pair[0].span.end..pair[1].span.start];
                if between.contains("down") {
                    assert!(matches!(pair[1].value, Amount::Tenths(..0)), "{between}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 10);
    }

    #[test]
    fn density_is_what_it_says() {
        let digits = |density| text(4, density).bytes().filter(u8::is_ascii_digit).count();
        let [dense, sparse, none] = [Density::Dense, Density::Sparse, Density::None].map(digits);
        let archive = digits(Density::Archive);
        assert!(dense > 4 * archive && archive > 500, "{dense} {archive}");
        assert!(dense > 5 * sparse && sparse > 500, "{dense} {sparse}");
        assert_eq!(none, 0);
    }
}
