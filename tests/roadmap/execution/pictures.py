"""Photos as phones make them."""

import io

from PIL import Image


def picture_bytes(file_format="JPEG", size=(80, 40), **options) -> bytes:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    content = io.BytesIO()
    picture.save(content, file_format, **options)
    return content.getvalue()


def phone_data(orientation=1) -> Image.Exif:
    """The place, the device, and which side is up."""
    data = Image.Exif()
    data[0x0110] = "Made-up phone"
    data[0x0112] = orientation
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[2] = (55.0, 45.0, 0.0)
    return data
