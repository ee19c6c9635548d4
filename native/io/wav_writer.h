// Writes a WAV file while the sound is made.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "native/io/audio_host.h"

namespace hocket::io {

enum class SampleFormat : std::uint8_t { float32, int16, int24 };

class WavWriter {
 public:
  /// Creates or replaces the file.
  Outcome open(const std::string& path, int channels, double sampleRate, SampleFormat);
  /// Appends; integers are rounded and clipped. After an error nothing more is written.
  Outcome write(const float* const* channels, int frames);
  /// Completes the header. A file that was not closed this way says that it is empty.
  Outcome close();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  Outcome writeHeader();
  Outcome failed(const char* what) const;

  std::unique_ptr<std::FILE, CloseFile> file_;
  std::string path_;
  int channels_ = 0;
  std::uint32_t sampleRate_ = 0;
  SampleFormat format_ = SampleFormat::float32;
  std::uint64_t frames_ = 0;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace hocket::io
