// libxlsxwriter's public interface, as installed by Debian's libxlsxwriter-dev.
#include <stdlib.h>
#include <xlsxwriter.h>

// Merges cells without writing any. worksheet_merge_range() writes blank cells down to the last row of the range, and in
// constant-memory mode the rows above are then closed: a header of two rows could not be filled. The library frees the
// node with the worksheet. Returns 0 when there is no memory.
static inline int worksheet_merge_cells_as_written(
    lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col) {
    lxw_merged_range *range = (lxw_merged_range *)calloc(1, sizeof(lxw_merged_range));
    if (!range) return 0;
    range->first_row = first_row;
    range->first_col = first_col;
    range->last_row = last_row;
    range->last_col = last_col;
    STAILQ_INSERT_TAIL(worksheet->merged_ranges, range, list_pointers);
    worksheet->merged_range_count++;
    return 1;
}
