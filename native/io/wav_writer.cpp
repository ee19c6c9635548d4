#include "native/io/wav_writer.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

namespace hocket::io {
namespace {

constexpr std::uint64_t largestFile = 0xFFFFFFFFull;

int bytesPerSample(SampleFormat format) {
  switch (format) {
    case SampleFormat::int16:
      return 2;
    case SampleFormat::int24:
      return 3;
    case SampleFormat::float32:
      break;
  }
  return 4;
}

void append(std::vector<std::uint8_t>& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void append(std::vector<std::uint8_t>& bytes, const char* text) {
  bytes.insert(bytes.end(), text, text + std::strlen(text));
}

void appendSample(std::vector<std::uint8_t>& bytes, float sample, SampleFormat format) {
  if (format == SampleFormat::float32) {
    std::uint32_t bits;
    std::memcpy(&bits, &sample, sizeof bits);
    append(bytes, bits, 4);
    return;
  }
  const int size = bytesPerSample(format);
  const double full = format == SampleFormat::int16 ? 32767.0 : 8388607.0;
  const double clipped = std::isfinite(sample) ? std::clamp(static_cast<double>(sample), -1.0, 1.0) : 0.0;
  append(bytes, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(clipped * full))), size);
}

}  // namespace

Outcome WavWriter::failed(const char* what) const {
  return {"Cannot " + std::string(what) + " \"" + path_ + "\": " + std::strerror(errno) + "."};
}

Outcome WavWriter::open(const std::string& path, int channels, double sampleRate, SampleFormat format) {
  path_ = path;
  channels_ = channels;
  sampleRate_ = static_cast<std::uint32_t>(std::lround(sampleRate));
  format_ = format;
  frames_ = 0;
  file_.reset(std::fopen(path.c_str(), "wb"));
  if (!file_) return failed("write");
  return writeHeader();
}

Outcome WavWriter::writeHeader() {
  const auto size = static_cast<std::uint32_t>(bytesPerSample(format_));
  const auto frameBytes = size * static_cast<std::uint32_t>(channels_);
  const auto dataBytes = static_cast<std::uint32_t>(frames_ * frameBytes);
  const bool isFloat = format_ == SampleFormat::float32;
  std::vector<std::uint8_t> header;
  append(header, "RIFF");
  append(header, 36 + dataBytes, 4);
  append(header, "WAVEfmt ");
  append(header, 16, 4);
  append(header, isFloat ? 3 : 1, 2);
  append(header, static_cast<std::uint32_t>(channels_), 2);
  append(header, sampleRate_, 4);
  append(header, sampleRate_ * frameBytes, 4);
  append(header, frameBytes, 2);
  append(header, size * 8, 2);
  append(header, "data");
  append(header, dataBytes, 4);
  if (std::fwrite(header.data(), 1, header.size(), file_.get()) != header.size()) return failed("write");
  return {};
}

Outcome WavWriter::write(const float* const* channels, int frames) {
  if (!file_) return {"The file is not open."};
  bytes_.clear();
  for (int i = 0; i < frames; ++i)
    for (int channel = 0; channel < channels_; ++channel) appendSample(bytes_, channels[channel][i], format_);
  const auto bytesPerFrame = static_cast<std::uint64_t>(bytesPerSample(format_) * channels_);
  if ((frames_ + static_cast<std::uint64_t>(frames)) * bytesPerFrame + 44 > largestFile)
    return {"\"" + path_ +
            "\" would be larger than 4 GiB, which a WAV file cannot be. Render fewer cycles, or 16 bits."};
  if (std::fwrite(bytes_.data(), 1, bytes_.size(), file_.get()) != bytes_.size()) return failed("write");
  frames_ += static_cast<std::uint64_t>(frames);
  return {};
}

Outcome WavWriter::close() {
  if (!file_) return {};
  if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return failed("complete");
  Outcome outcome = writeHeader();
  if (std::fclose(file_.release()) != 0 && outcome.ok()) return failed("complete");
  return outcome;
}

}  // namespace hocket::io
