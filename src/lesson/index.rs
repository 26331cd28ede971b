//! Places in the lists of a course, a type each: the number of a block is no number of a trainer.

use index_vec::define_index_type;

define_index_type! {
    /// The place of a lesson in its course, from 0.
    pub struct LessonIndex = usize;
    DEFAULT = LessonIndex::from_raw_unchecked(0);
}
define_index_type! {
    /// The place of a trainer among those of its lesson, from 0.
    pub struct TrainerIndex = usize;
    DEFAULT = TrainerIndex::from_raw_unchecked(0);
}
define_index_type! {
    /// The place of a block among those of its lesson that are no trainers, from 0.
    pub struct BlockIndex = usize;
    DEFAULT = BlockIndex::from_raw_unchecked(0);
}
