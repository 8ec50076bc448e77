#include "service/export/png_picture.h"

#include <png.h>

namespace filing_review::service {

std::string GreyPng(int width, int height, const std::string& pixels) {
  std::string shades = pixels;
  for (char& pixel : shades) {
    pixel = static_cast<char>((static_cast<unsigned char>(pixel) >> 4) * 17);
  }
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = 0;
  if (png_image_write_to_memory(&image, nullptr, &size, 0, shades.data(), 0, nullptr) == 0) {
    return "";
  }
  std::string png(size, '\0');
  if (png_image_write_to_memory(&image, png.data(), &size, 0, shades.data(), 0, nullptr) == 0) {
    return "";
  }
  png.resize(size);
  return png;
}

}  // namespace filing_review::service
