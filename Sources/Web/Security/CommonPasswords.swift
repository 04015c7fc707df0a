/// The commonest passwords of eight characters and more, in lower case without marks and gaps: what lists of leaked
/// passwords begin with, what Vietnamese people choose, and the words of this programme with the usual numbers behind.
enum CommonPasswords {
    static func contains(_ folded: String) -> Bool {
        words.contains(folded) || isStemWithTail(folded)
    }

    /// `pleiku2024`, `hoctap123`, `matkhau@1` (folded `matkhau1`): a word that everybody tries, and at most five
    /// digits.
    private static func isStemWithTail(_ folded: String) -> Bool {
        let digits = folded.utf8.reversed().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
        return digits <= 5 && stems.contains(String(folded.dropLast(digits)))
    }

    private static let stems: Set<String> = split(
        """
        abc abcd admin administrator anhyeu anhyeuem anhnho baomat canbo congdoan congtac chihoi chuprong dakdoa
        demo doanvien dongiang gialai hello hocsinh hoctap hoiphunu hoivien hoikhuyenhoc iayok iloveyou khongbiet
        khuyenhoc letmein login matkhau mattran monkey ngocanh nguyen password passw0rd phunu phuong pleiku quantri
        quetoi secret service taynguyen test thanhdoan thongnhat trungtam user vietnam welcome xahoihoctap xinchao
        yeuanh yeuem yeunhau
        """
    )

    private static let words: Set<String> = split(
        """
        00000000 11111111 12341234 12344321 12345678 123456789 1234567890 12345678910 123123123 123321123
        1234512345 123454321 123654789 147258369 159753159 159357159 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 22222222 25251325
        31415926 3333333333 456456456 4815162342 55555555 66666666 741852963 77777777 789456123 87654321 88888888
        963852741 987654321 99999999 a1234567 a12345678 a123456789 aa123456 aa12345678 abc12345 abc123456 abcd1234
        abcdefgh access14 adminadmin alexander andrea123 anhyeuem123 anhnhoem baseball basketball batman123
        beautiful blink182 butterfly caothang changeme charlie1 chelsea1 chocolate computer congchua corvette dalatmong
        dangnhap darkness doimatkhau dragon123 dungdoan emyeuanh emyeuanh123 ekhongbiet einstein elephant familymart
        fdsafdsa football forever1 freedom1 garfield gfhjkm123 giadinh1 giadinhtoi giaovien
        hanhphuc hoanghon hoangtu1 hunter123 hochiminh iloveyou1 iloveyou123 iloveyou2 internet jennifer jordan23
        khongcho khongco1 khongnho khongnoi kimngan1 lovelove lovely123 lollipop liverpool maiyeuem maimaiyeu
        maiyeuanh matkhaucuatoi matkhaumoi matkhaumatkhau matrix123 master123 mcdonald michael1 michelle mickey123
        minecraft monkey123 mothaiba motngaymoi mynameis mypassword mustang1 naruto123 nguyenvana nguyenthia nicole12
        nhoanhnhieu nhoemnhieu nokia6300 ngayxuan operator p4ssw0rd passpass password1 password12 password123
        pa55word phuongthao pokemon123 princess princess1 qazwsxedc qq123456 q1w2e3r4 q1w2e3r4t5 qwer1234 qwert123
        qwerty12 qwerty123 qwerty1234 qwertyui qweasdzxc qwe123456 rainbow1 samsung1 samsung123 scooby123 shadow123
        slipknot spiderman starwars steelers sunshine sunshine1 superman superman1 summer123 thanhcong thuyduong
        tinhyeu1 tinhyeu123 tinhban1 toiyeuem toiyeuvietnam toiyeuanh toikhongbiet trangtrang truongson trustno1
        vanhanh1 vietnam1 vietnamvodich vodichvietnam welcome1 welcome123 whatever william1 xxxxxxxx yeuemmai
        yeuemnhieu yeuanhnhieu yeumotnguoi yeuthuong zaq12wsx zaq1zaq1 zxcvbnm1 zxcvbnm123 zxcvbnma
        """
    )

    private static func split(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
