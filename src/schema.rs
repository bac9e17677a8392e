//! JSON Schemas (draft 2020-12) of the files that authors write, for their editors.
//!
//! They come from the very types that read the files: keys, descriptions and defaults are said once. A type that reads
//! itself, such as a date, says with [`reads_as`] what may stand there. What a schema cannot know, such as whether a role
//! is declared, is left to `vellum check`.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Words of small letters and digits with hyphens between them.
pub(crate) const KEBAB_CASE: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// Says what may stand where a value of a type is read.
macro_rules! reads_as {
    ($name:ty, $title:expr, $schema:tt) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $title.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}
pub(crate) use reads_as;

/// The schema of a file that is read into a `T`.
pub(crate) fn schema<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
