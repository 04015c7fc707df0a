import Programme
import Spreadsheet

/// What is said of a file that cannot be read.
struct FileWords {
    let code: String
    let vietnamese: String
    let english: String

    private init(_ code: String, _ vietnamese: String, _ english: String) {
        self.code = code
        self.vietnamese = vietnamese
        self.english = english
    }

    /// The words for an error. Messages for what an officer has no hand in (writing) are plain.
    static func of(_ error: SheetError) -> FileWords {
        switch error {
        case .limit(let limit, let place): of(limit, place)
        case .damaged(let damage, let place): of(damage, place)
        case .empty: FileWords("empty", "Tệp không có nội dung", "The file is empty")
        case .noSheets:
            FileWords("no_sheets", "Tệp Excel không có trang tính nào", "The workbook has no sheet with cells")
        case .noSuchSheet(let index):
            FileWords(
                "no_such_sheet",
                "Không có trang tính thứ \(index + 1)",
                "There is no sheet number \(index + 1)"
            )
        case .unreadable(let code):
            FileWords("unreadable", "Không mở được tệp (mã \(code))", "The file cannot be opened (code \(code))")
        case .unwritable, .unwritableValue:
            FileWords("unwritable", "Không ghi được tệp kết quả", "The result cannot be written")
        case .columnTaken:
            FileWords(
                "column_taken",
                "Cột ghi chú lỗi đã có nội dung",
                "The column for the remarks holds something already"
            )
        default: ofKind(error)
        }
    }

    /// What the file is instead.
    private static func ofKind(_ error: SheetError) -> FileWords {
        let save = "hãy mở bằng Excel rồi lưu lại dạng .xlsx"
        let saveAs = "open it in Excel and save it as .xlsx"
        return switch error {
        case .oldExcel:
            FileWords("old_excel", "Tệp Excel đời cũ (.xls): \(save)", "An old Excel file (.xls): \(saveAs)")
        case .passwordProtected:
            FileWords(
                "password_protected",
                "Tệp có mật khẩu: hãy bỏ mật khẩu rồi tải lên lại",
                "The file has a password: remove it and upload the file again"
            )
        case .binaryWorkbook:
            FileWords("binary_workbook", "Tệp Excel nhị phân (.xlsb): \(save)", "A binary workbook (.xlsb): \(saveAs)")
        case .macroWorkbook:
            FileWords("macro_workbook", "Tệp có macro (.xlsm): \(save)", "A workbook with macros (.xlsm): \(saveAs)")
        case .openDocument:
            FileWords(
                "open_document",
                "Tệp của LibreOffice (.ods): hãy lưu lại dạng .xlsx",
                "A file of LibreOffice (.ods): save it as .xlsx"
            )
        case .html:
            FileWords("html", "Tệp là trang web, không phải Excel: \(save)", "A web page, not a workbook: \(saveAs)")
        case .xmlSpreadsheet2003:
            FileWords("xml_2003", "Tệp XML của Excel 2003: \(save)", "XML of Excel 2003: \(saveAs)")
        case .pdf:
            FileWords("pdf", "Tệp PDF: cần tệp Excel (.xlsx) hoặc CSV", "A PDF: an Excel file (.xlsx) or CSV is needed")
        case .wordDocument:
            FileWords(
                "word",
                "Tệp Word: hãy chép bảng sang Excel rồi lưu dạng .xlsx",
                "A Word document: copy the table to Excel and save it as .xlsx"
            )
        case .zipWithoutWorkbook:
            FileWords(
                "zip",
                "Tệp nén không chứa bảng tính: hãy giải nén rồi tải lên từng tệp",
                "An archive without a workbook: unpack it and upload the files one by one"
            )
        default:
            FileWords(
                "not_spreadsheet",
                "Không phải tệp Excel (.xlsx) hay CSV",
                "Not an Excel file (.xlsx) and not CSV"
            )
        }
    }

    private static func of(_ limit: SheetLimit, _ place: SheetPlace) -> FileWords {
        let (there, where_) = (vietnamese(place), english(place))
        return switch limit {
        case .fileBytes: FileWords("too_large", "Tệp quá lớn: hãy chia nhỏ", "The file is too large: split it")
        case .rows: FileWords("too_many_rows", "Quá nhiều dòng: hãy chia nhỏ tệp", "Too many rows: split the file")
        case .columns: FileWords("too_many_columns", "Quá nhiều cột\(there)", "Too many columns\(where_)")
        case .sheets: FileWords("too_many_sheets", "Quá nhiều trang tính", "Too many sheets")
        case .cellText, .rowBytes:
            FileWords("text_too_long", "Ô hoặc dòng có chữ quá dài\(there)", "A cell or row is too long\(where_)")
        case .unpackedBytes, .entryBytes, .compressionRatio, .entries:
            FileWords(
                "unpacks_too_large",
                "Tệp giải nén ra quá lớn: hãy chép danh sách sang một tệp mới",
                "The file unpacks to too much: copy the list to a new file"
            )
        case .xmlDepth, .xmlTokenBytes, .sharedStrings, .sharedStringBytes, .styles, .textRuns, .mergedRanges,
            .relationships:
            FileWords(
                "too_complex",
                "Tệp quá phức tạp: hãy chép riêng danh sách sang một tệp mới",
                "The file is too complex: copy the list alone to a new file"
            )
        }
    }

    private static func of(_ damage: SheetDamage, _ place: SheetPlace) -> FileWords {
        let (there, where_) = (vietnamese(place), english(place))
        return switch damage {
        case .documentType, .entryName, .duplicateEntry:
            FileWords("unsafe", "Tệp có cấu trúc không an toàn nên không nhận", "The file is built in an unsafe way")
        case .openQuote:
            FileWords(
                "open_quote",
                "Dấu nháy kép mở mà không đóng\(there)",
                "A quotation mark is never closed\(where_)"
            )
        case .encoding, .nul:
            FileWords(
                "text_damaged",
                "Chữ trong tệp bị hỏng\(there): hãy lưu lại dạng .xlsx hoặc CSV UTF-8",
                "The text is damaged\(where_): save it as .xlsx or as CSV in UTF-8"
            )
        default:
            FileWords(
                "damaged",
                "Tệp bị hỏng\(there): hãy mở bằng Excel rồi lưu lại",
                "The file is damaged\(where_): open it in Excel and save it again"
            )
        }
    }

    private static func vietnamese(_ place: SheetPlace) -> String {
        guard let row = place.row, row > 0 else { return "" }
        return place.column.map { " (ô \(SheetColumn.letters($0))\(row))" } ?? " (dòng \(row))"
    }

    private static func english(_ place: SheetPlace) -> String {
        guard let row = place.row, row > 0 else { return "" }
        return place.column.map { " (cell \(SheetColumn.letters($0))\(row))" } ?? " (row \(row))"
    }
}
